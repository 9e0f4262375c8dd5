"""What happened in a store, as the one remembers it who did it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.modules.contracts.catalog import ProductIn
from app.modules.contracts.content import MediaFileIn, PageIn, ThemeIn
from app.modules.contracts.imports import ImportJobIn, StagingProductIn
from app.modules.contracts.orders import OrderIn, ReversalIn
from app.modules.contracts.stock import MovementIn, StockItemIn
from tests.factories import LONG_AGO
from tests.invariants.paying import Attempted


@dataclass(frozen=True)
class Mark:
    """A measure changed by so much at a moment; money in minor units of its currency."""

    measure: str
    at: datetime
    amount: int = 1
    currency: str | None = None


@dataclass
class Membership:
    """Somebody is in the team from a moment on, until another."""

    joined_at: datetime
    left_at: datetime | None = None


@dataclass
class Memory:
    """All that happened in one store; records that can change stand under their reference."""

    orders: dict[str, OrderIn] = field(default_factory=dict)
    reversals: list[ReversalIn] = field(default_factory=list)
    customers: dict[str, datetime] = field(default_factory=dict)
    products: dict[str, ProductIn] = field(default_factory=dict)
    items: dict[int, StockItemIn] = field(default_factory=dict)
    movements: list[MovementIn] = field(default_factory=list)
    pages: dict[str, PageIn] = field(default_factory=dict)
    files: list[MediaFileIn] = field(default_factory=list)
    themes: list[ThemeIn] = field(default_factory=list)
    jobs: dict[str, ImportJobIn] = field(default_factory=dict)
    staged: dict[str, StagingProductIn] = field(default_factory=dict)
    attempts: list[Attempted] = field(default_factory=list)
    members: list[Membership] = field(default_factory=list)
    domains: list[tuple[datetime, datetime | None]] = field(default_factory=list)

    def marks(self, module: str, basis: str = "event") -> list[Mark]:
        """Everything that the module's numbers are made of, in no order."""
        if module == "orders":
            return [*self._sales(), *self._waits(), *self._reversed(basis)]
        by_module = {
            "payments": self._payments,
            "customers": self._customers,
            "catalog": self._catalog,
            "inventory": self._inventory,
            "cms": self._cms,
            "marketplace": self._marketplace,
            "tenancy": self._tenancy,
        }
        return by_module[module]()

    def _sales(self) -> list[Mark]:
        marks = []
        for order in self.orders.values():
            if order.failed_at is not None:
                continue
            amounts = {
                "gross": sum(line.gross_minor for line in order.lines),
                "discounts": sum(line.discount_minor for line in order.lines),
                "shipping": order.shipping_minor,
                "tax": order.shipping_tax_minor + sum(line.tax_minor for line in order.lines),
                "placed_per_currency": 1,
            }
            marks += [
                Mark(name, order.placed_at, amount, order.currency)
                for name, amount in amounts.items()
            ]
            units = sum(line.quantity for line in order.lines)
            marks.append(Mark("orders.total", order.placed_at))
            marks.append(Mark("orders.units_sold", order.placed_at, units))
        return marks

    def _waits(self) -> list[Mark]:
        marks = []
        for order in self.orders.values():
            ends = [order.paid_at, order.cancelled_at, order.failed_at]
            marks += _life("orders.pending", order.placed_at, _first(ends))
            if order.paid_at is not None:
                begins = max(order.placed_at, order.paid_at)
                ends = [order.fulfilled_at, order.cancelled_at, order.failed_at]
                marks += _life("orders.unfulfilled", begins, _first(ends))
        return marks

    def _reversed(self, basis: str) -> list[Mark]:
        marks = []
        for order in self.orders.values():
            if order.cancelled_at is not None and order.failed_at is None:
                at = order.cancelled_at if basis == "event" else order.placed_at
                marks.append(Mark("orders.cancelled", at))
        for reversal in self.reversals:
            of_order = self.orders.get(reversal.order_ref or "")
            at = reversal.occurred_at
            if basis == "order" and of_order is not None:
                at = of_order.placed_at
            amounts = {
                "returns": sum(line.goods_minor for line in reversal.lines),
                "shipping_back": reversal.shipping_minor,
                "tax_back": reversal.tax_minor,
            }
            marks += [Mark(name, at, amount, reversal.currency) for name, amount in amounts.items()]
        return marks

    def _customers(self) -> list[Mark]:
        return [
            Mark(measure, seen_at)
            for seen_at in self.customers.values()
            for measure in ("customers.total", "customers.new")
        ]

    def _catalog(self) -> list[Mark]:
        marks = []
        for product in self.products.values():
            born, gone = product.created_at, product.archived_at
            marks.append(Mark("catalog.new_products", born))
            marks += _life("catalog.products", born, gone, ever=True)
            for _ in product.variants:
                marks += _life("catalog.variants", born, gone, ever=True)
            if product.published_at is None:
                continue
            shown = max(born, product.published_at)
            marks += _life("catalog.active_products", shown, gone, ever=True)
            if product.featured_at is not None:
                put_in_front = max(shown, product.featured_at)
                ends = _first([product.unfeatured_at, gone])
                marks += _life("catalog.featured_products", put_in_front, ends, ever=True)
        return marks

    def _inventory(self) -> list[Mark]:
        marks = []
        for item in self.items.values():
            if item.is_tracked:
                moves = [move for move in self.movements if move.variant_id == item.variant_id]
                marks += _levels(item, moves)
        return marks

    def _cms(self) -> list[Mark]:
        marks = [Mark("cms.pages", page.created_at) for page in self.pages.values()]
        for page in self.pages.values():
            if page.published_at is not None:
                shown = max(page.created_at, page.published_at)
                marks += _life("cms.published_pages", shown, page.unpublished_at, ever=True)
        for file in self.files:
            marks.append(Mark("cms.media_files", file.created_at))
            marks.append(Mark("cms.media_bytes", file.created_at, file.size_bytes))
        return [*marks, *(Mark("cms.themes", theme.installed_at) for theme in self.themes)]

    def _marketplace(self) -> list[Mark]:
        marks = []
        for job in self.jobs.values():
            taken = job.created + job.updated + job.unchanged
            marks += [
                Mark("marketplace.import_jobs", job.started_at),
                Mark("marketplace.rows_failed", job.started_at, job.failed),
                Mark("rows_taken", job.started_at, taken),
                Mark("rows_processed", job.started_at, taken + job.failed),
                *_life("marketplace.running_jobs", job.started_at, job.finished_at),
            ]
        for product in self.staged.values():
            key = "marketplace.staging_products"
            marks += _life(key, product.staged_at, product.resolved_at)
        return marks

    def _payments(self) -> list[Mark]:
        marks = []
        for one in self.attempts:
            marks.append(Mark("attempts", one.at))
            if one.is_captured:
                marks.append(Mark("payments.captured", one.at, one.amount, one.currency))
            else:
                marks.append(Mark("declined", one.at))
        return marks

    def _tenancy(self) -> list[Mark]:
        always = ("tenancy.total_stores", "tenancy.active_stores", "tenancy.merchants")
        marks = [Mark(key, LONG_AGO) for key in always]
        for member in self.members:
            # Nobody here is in two teams, so that members and users are the same people.
            for key in ("tenancy.team_members", "tenancy.total_users"):
                marks += _life(key, member.joined_at, member.left_at, ever=True)
        for claimed_at, verified_at in self.domains:
            marks.append(Mark("tenancy.domains", claimed_at))
            if verified_at is not None:
                marks.append(Mark("tenancy.verified_domains", verified_at))
        return marks


def _first(moments: list[datetime | None]) -> datetime | None:
    known = [moment for moment in moments if moment is not None]
    return min(known) if known else None


def _life(measure: str, born: datetime, died: datetime | None, *, ever: bool = False) -> list[Mark]:
    """One more from its birth to its death; with `ever` it never was, if it died before."""
    if died is None:
        return [Mark(measure, born)]
    if ever and died <= born:
        return []
    return [Mark(measure, born), Mark(measure, max(born, died), -1)]


def _levels(item: StockItemIn, moves: list[MovementIn]) -> list[Mark]:
    """The units of an item over time, and when it became low or ran out or stopped to be."""
    born = min([item.created_at, *(move.happened_at for move in moves)])
    marks, available, was_low, was_out = [], 0, False, False
    for at in sorted({born, *(move.happened_at for move in moves)}):
        now = [move for move in moves if move.happened_at == at]
        on_hand = sum(move.on_hand_change for move in now)
        reserved = sum(move.reserved_change for move in now)
        available += on_hand - reserved
        is_out = available <= 0
        is_low = not is_out and available <= (item.low_stock_threshold or 0)
        marks += [
            Mark("inventory.on_hand", at, on_hand),
            Mark("inventory.reserved", at, reserved),
            Mark("inventory.available", at, on_hand - reserved),
            Mark("inventory.low_stock", at, is_low - was_low),
            Mark("inventory.out_of_stock", at, is_out - was_out),
        ]
        was_low, was_out = is_low, is_out
    return marks
