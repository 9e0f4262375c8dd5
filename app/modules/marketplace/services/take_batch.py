"""Takes one batch of rows into the modules that are there, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from app.modules.contracts.intake import IntakeCount
from app.modules.marketplace.formats.file_format import FileFormat, OrderRow, RowKind
from app.modules.marketplace.repositories.open_invoices import OpenInvoices
from app.modules.marketplace.repositories.sightings import CUSTOMER, PRODUCT, Seen, Sightings
from app.modules.marketplace.services import order_values
from app.modules.marketplace.services.import_run import RowCount
from app.modules.marketplace.services.intakes import Intakes
from app.modules.marketplace.services.line_refs import LineRefs
from app.modules.marketplace.services.order_values import Known, NamedRow


class BatchTaking:
    """One batch, one store, one session. Products and customers first, then what names them."""

    def __init__(
        self, db: Session, store_id: int, *, file_format: FileFormat, intakes: Intakes
    ) -> None:
        self._db = db
        self._store_id = store_id
        self._format = file_format
        self._intakes = intakes
        self._sightings = Sightings(db, store_id, file_format.name)

    def take(self, job_id: int, rows: Sequence[OrderRow]) -> RowCount:
        """Takes all rows and counts them by what became of them."""
        if not rows:
            return RowCount()
        products = self._see_products(rows)
        known = Known(self._take_products(products), self._take_customers(rows))
        named = self._name_lines(job_id, rows)
        sales = [line for line in named if line.row.kind is RowKind.SALE]
        returns = [line for line in named if line.row.kind is RowKind.RETURN]
        corrections = [line for line in named if line.row.kind is RowKind.CORRECTION]
        stock = self._take_stock(products, corrections, known, _service_codes(rows))
        added = self._take_orders(sales, known) + self._take_reversals(returns, known)
        return RowCount(
            created=added + stock.created,
            updated=stock.updated,
            unchanged=len(sales) + len(returns) - added + stock.unchanged,
            skipped=len(corrections) - stock.created - stock.updated - stock.unchanged,
        )

    def _see_products(self, rows: Iterable[OrderRow]) -> dict[str, Seen]:
        if self._intakes.catalog is None:
            return {}
        currency = self._format.currency
        seen = (order_values.product_seen(row, currency) for row in rows)
        return self._sightings.add(PRODUCT, seen)

    def _take_products(self, seen: dict[str, Seen]) -> dict[str, int]:
        if self._intakes.catalog is None:
            return {}
        products = [order_values.product_in(one, self._format) for one in seen.values()]
        taken = self._intakes.catalog.take_products(self._db, self._store_id, products)
        return dict(taken.variant_ids)

    def _take_customers(self, rows: Iterable[OrderRow]) -> dict[str, int]:
        if self._intakes.customers is None:
            return {}
        seen = [one for row in rows if (one := order_values.customer_seen(row)) is not None]
        sums = self._sightings.add(CUSTOMER, seen)
        customers = [order_values.customer_in(one, self._format) for one in sums.values()]
        if not customers:
            return {}
        taken = self._intakes.customers.take_customers(self._db, self._store_id, customers)
        return dict(taken.customer_ids)

    def _name_lines(self, job_id: int, rows: Sequence[OrderRow]) -> list[NamedRow]:
        invoices = OpenInvoices(self._db, self._store_id, job_id)
        numbers = list(dict.fromkeys(row.document for row in rows))
        refs = LineRefs(invoices.digests_of(numbers))
        named = [NamedRow(refs.name(row), row) for row in rows]
        invoices.keep(refs.digests(numbers))
        return named

    def _take_stock(
        self,
        products: dict[str, Seen],
        corrections: Sequence[NamedRow],
        known: Known,
        services: set[str],
    ) -> IntakeCount:
        if self._intakes.stock is None:
            return IntakeCount()
        items = [
            order_values.stock_item_in(seen, known.variant_ids[sku])
            for sku, seen in products.items()
            if sku not in services
        ]
        self._intakes.stock.take_items(self._db, self._store_id, items)
        movements = [
            order_values.movement_in(line, known.variant_ids[line.row.sku], self._format.name)
            for line in corrections
            if not line.row.is_service
        ]
        return self._intakes.stock.take_movements(self._db, self._store_id, movements)

    def _take_orders(self, sales: Sequence[NamedRow], known: Known) -> int:
        """How many lines were new."""
        orders = [
            order_values.order_in(lines, self._format, known) for lines in _by_document(sales)
        ]
        if not orders:
            return 0
        return self._intakes.orders.take_orders(self._db, self._store_id, orders).lines_created

    def _take_reversals(self, returns: Sequence[NamedRow], known: Known) -> int:
        """How many lines were new."""
        reversals = [
            order_values.reversal_in(lines, self._format, known) for lines in _by_document(returns)
        ]
        if not reversals:
            return 0
        count = self._intakes.orders.take_reversals(self._db, self._store_id, reversals)
        return count.lines_created


def _by_document(lines: Iterable[NamedRow]) -> list[list[NamedRow]]:
    documents: dict[str, list[NamedRow]] = {}
    for line in lines:
        documents.setdefault(line.row.document, []).append(line)
    return list(documents.values())


def _service_codes(rows: Iterable[OrderRow]) -> set[str]:
    return {row.sku for row in rows if row.is_service}
