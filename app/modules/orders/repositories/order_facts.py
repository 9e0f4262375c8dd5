"""What was placed, waited, cancelled and sent back when: the facts behind the numbers of orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_, func, or_, outerjoin
from sqlalchemy.sql.expression import SQLColumnExpression

from app.kernel.database.daily_figures import Fact
from app.kernel.database.figure_source import Since, StoreIds, of_stores
from app.modules.orders.models import Order, Reversal

EVENT, ORDER = BASES = "event", "order"
PLACED, CANCELLED = "orders.total", "orders.cancelled"
PENDING, UNFULFILLED = "orders.pending", "orders.unfulfilled"
PLACED_PER_CURRENCY, UNITS = "orders.placed_per_currency", "orders.units_sold"
GROSS, DISCOUNTS, RETURNS = "orders.gross_sales", "orders.discounts", "orders.returns"
SHIPPING, SHIPPING_BACK = "orders.shipping_charged", "orders.shipping_refunded"
TAX, TAX_BACK = "orders.tax_charged", "orders.tax_refunded"
_ON_ORDER_BASIS = (CANCELLED, RETURNS, SHIPPING_BACK, TAX_BACK)

_OF_ORDER = {"order": Order.id}
_OF_REVERSAL = {"reversal": Reversal.id, "order": Reversal.order_id}

Moment: TypeAlias = SQLColumnExpression[datetime] | SQLColumnExpression[datetime | None]


def measure_of(measure: str, basis: str) -> str:
    """The name under which a measure is counted on a basis; most are the same on both."""
    return f"{measure}@order" if basis == ORDER and measure in _ON_ORDER_BASIS else measure


def known_basis(basis: str) -> str:
    """The basis itself. Raises ValueError for one that there is not."""
    if basis not in BASES:
        raise ValueError(f"basis must be {EVENT} or {ORDER}, not {basis!r}")
    return basis


@dataclass(frozen=True)
class OrderFacts:
    """Facts of these stores, of nothing that ended before `since`: no figure shown needs those.

    On the event basis what goes back counts at its own time, so a closed day never changes; on
    the order basis it counts at the time of its order, and at its own where it names no order.
    """

    store_ids: StoreIds
    since: Since

    def all(self) -> list[Fact]:
        """Every fact that the numbers of orders are made of, on both bases."""
        return [
            *self._placed(),
            *self._waiting(),
            *(self._cancelled(basis) for basis in BASES),
            *(fact for basis in BASES for fact in self._reversed(basis)),
        ]

    def _placed(self) -> list[Fact]:
        at = Order.placed_at
        where = [*self._counted(), at >= self.since]
        money = {
            GROSS: Order.gross_minor,
            DISCOUNTS: Order.discount_minor,
            SHIPPING: Order.shipping_minor,
            TAX: Order.tax_minor,
        }
        return [
            Fact(PLACED, Order, at, where, touched_by=_OF_ORDER),
            Fact(
                PLACED_PER_CURRENCY,
                Order,
                at,
                where,
                currency=Order.currency,
                touched_by=_OF_ORDER,
            ),
            Fact(UNITS, Order, at, where, amount=Order.units, touched_by=_OF_ORDER),
            *(
                Fact(
                    measure,
                    Order,
                    at,
                    where,
                    amount=amount,
                    currency=Order.currency,
                    touched_by=_OF_ORDER,
                )
                for measure, amount in money.items()
            ),
        ]

    def _waiting(self) -> list[Fact]:
        return [
            *self._wait(PENDING, Order.placed_at, Order.pending_until),
            *self._wait(UNFULFILLED, Order.unfulfilled_from, Order.unfulfilled_until),
        ]

    def _wait(self, measure: str, born: Moment, died: Moment) -> list[Fact]:
        """One up when the wait begins and one down when it ends.

        A wait that was over before `since` is left out on both sides, so that the count at any
        later moment stays and a long history costs nothing.
        """
        where = [
            of_stores(Order.store_id, self.store_ids),
            born.is_not(None),
            or_(died.is_(None), died >= self.since),
        ]
        return [
            Fact(measure, Order, born, where, touched_by=_OF_ORDER),
            Fact(measure, Order, died, where, sign=-1, touched_by=_OF_ORDER),
        ]

    def _cancelled(self, basis: str) -> Fact:
        at = Order.cancelled_at if basis == EVENT else Order.placed_at
        where = [*self._counted(), Order.cancelled_at.is_not(None), at >= self.since]
        measure = measure_of(CANCELLED, basis)
        return Fact(measure, Order, at, where, touched_by=_OF_ORDER)

    def _reversed(self, basis: str) -> list[Fact]:
        """What goes back, but of orders that do not count themselves."""
        same_order = and_(Order.store_id == Reversal.store_id, Order.id == Reversal.order_id)
        source = outerjoin(Reversal, Order, same_order)
        at: Any = Reversal.occurred_at
        if basis == ORDER:
            at = func.coalesce(Order.placed_at, Reversal.occurred_at)
        where = [
            of_stores(Reversal.store_id, self.store_ids),
            Order.failed_at.is_(None),
            at >= self.since,
        ]
        money = {
            RETURNS: Reversal.goods_minor,
            SHIPPING_BACK: Reversal.shipping_minor,
            TAX_BACK: Reversal.tax_minor,
        }
        return [
            Fact(
                measure_of(measure, basis),
                source,
                at,
                where,
                amount=amount,
                currency=Reversal.currency,
                touched_by=_OF_REVERSAL,
            )
            for measure, amount in money.items()
        ]

    def _counted(self) -> list[ColumnElement[bool]]:
        return [of_stores(Order.store_id, self.store_ids), Order.failed_at.is_(None)]
