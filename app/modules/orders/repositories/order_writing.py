"""Writing orders and their lines in batches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, func, or_, select, true, update
from sqlalchemy.orm import Session

from app.kernel.database.plans import forget_plans
from app.kernel.database.upsert import (
    Merge,
    Upserted,
    batch_of_ids,
    lock_known,
    upsert_rows,
)
from app.modules.contracts.orders import OrderIn
from app.modules.orders.models import Order, OrderLine

OrderKey = tuple[str, str]
_ORDERS = cast("Table", Order.__table__)
_LINES = cast("Table", OrderLine.__table__)
_KEY = ("store_id", "source", "external_ref")
_LINE_KEY = ("store_id", "order_id", "external_ref")
_MERGE = {
    "number": Merge.REPLACE,
    "currency": Merge.REPLACE,
    "shipping_minor": Merge.REPLACE,
    "shipping_tax_minor": Merge.REPLACE,
    "platform_id": Merge.KNOWN,
    "customer_id": Merge.KNOWN,
    "customer_name": Merge.KNOWN,
    "customer_email": Merge.KNOWN,
    "country": Merge.KNOWN,
    "placed_at": Merge.EARLIEST,
    "paid_at": Merge.EARLIEST,
    "fulfilled_at": Merge.EARLIEST,
    "cancelled_at": Merge.EARLIEST,
    "failed_at": Merge.EARLIEST,
}


class OrderWriting:
    """Writes into one store's orders, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def lock_known(self, orders: Iterable[OrderIn]) -> dict[OrderKey, int]:
        """The ids of those orders that are there already, locked until the transaction ends."""
        rows = [self._key_of(order) for order in orders]
        return _by_name(lock_known(self._db, Order, rows, key=_KEY))

    def upsert_orders(self, orders: Iterable[OrderIn]) -> tuple[Upserted, dict[OrderKey, int]]:
        """What was written, and the id of each written order; new ones have their totals."""
        rows = [self._row(order) for order in orders]
        written = upsert_rows(self._db, _ORDERS, rows, key=_KEY, merge=_MERGE)
        return written, _by_name(written.by_key)

    def add_lines(self, orders: Iterable[OrderIn], ids: Mapping[OrderKey, int]) -> tuple[int, ...]:
        """Adds the lines that are not there yet; the order id of each line added."""
        rows = [
            {
                "store_id": self._store_id,
                "order_id": ids[order.source, order.external_ref],
                "external_ref": line.external_ref,
                "sku": line.sku,
                "title": line.title,
                "variant_id": line.variant_id,
                "quantity": line.quantity,
                "unit_price": line.unit_price,
                "gross_minor": line.gross_minor,
                "discount_minor": line.discount_minor,
                "tax_minor": line.tax_minor,
            }
            for order in orders
            for line in order.lines
        ]
        forget_plans(self._db, len(rows))
        return upsert_rows(
            self._db, _LINES, rows, key=_LINE_KEY, merge={}, report="order_id"
        ).created

    def renew_totals(self, order_ids: Sequence[int]) -> None:
        """Makes the totals of these orders the sums over their lines; unchanged ones stay."""
        if not order_ids:
            return
        ids = batch_of_ids(order_ids)
        of_lines = (
            select(
                func.coalesce(func.sum(OrderLine.gross_minor), 0).label("gross_minor"),
                func.coalesce(func.sum(OrderLine.discount_minor), 0).label("discount_minor"),
                func.coalesce(func.sum(OrderLine.tax_minor), 0).label("tax_minor"),
                func.coalesce(func.sum(OrderLine.quantity), 0).label("units"),
            )
            .where(OrderLine.store_id == self._store_id, OrderLine.order_id == ids.c.id)
            .lateral("of_lines")
        )
        sums = select(ids.c.id, *of_lines.c).join(of_lines, true()).subquery("sums")
        totals: dict[str, Any] = {
            "gross_minor": sums.c.gross_minor,
            "discount_minor": sums.c.discount_minor,
            "tax_minor": sums.c.tax_minor + Order.shipping_tax_minor,
            "units": sums.c.units,
        }
        statement = (
            update(Order)
            .where(Order.store_id == self._store_id, Order.id == sums.c.id)
            .where(or_(*(_ORDERS.c[name].is_distinct_from(new) for name, new in totals.items())))
            .values(totals)
            .execution_options(synchronize_session=False)
        )
        self._db.execute(statement)

    def _key_of(self, order: OrderIn) -> dict[str, Any]:
        return {
            "store_id": self._store_id,
            "source": order.source,
            "external_ref": order.external_ref,
        }

    def _row(self, order: OrderIn) -> dict[str, Any]:
        return {
            **self._key_of(order),
            **{name: getattr(order, name) for name in _MERGE},
            "gross_minor": sum(line.gross_minor for line in order.lines),
            "discount_minor": sum(line.discount_minor for line in order.lines),
            "tax_minor": sum(line.tax_minor for line in order.lines) + order.shipping_tax_minor,
            "units": sum(line.quantity for line in order.lines),
        }


def _by_name(ids: Mapping[tuple[Any, ...], int]) -> dict[OrderKey, int]:
    return {(source, ref): order_id for (_, source, ref), order_id in ids.items()}
