"""The rows behind the counts of orders, for list pages, to-dos and the latest orders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    Select,
    and_,
    case,
    column,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session
from sqlalchemy.sql.expression import SQLColumnExpression

from app.kernel.clock import utc_now
from app.modules.contracts.listings import ListScope
from app.modules.orders.models import Order
from app.modules.tenancy.models import Store

Rows: TypeAlias = Select[*tuple[Any, ...]]
Moment: TypeAlias = SQLColumnExpression[datetime] | SQLColumnExpression[datetime | None]

PAYMENT = case(
    (Order.failed_at.is_not(None), "failed"),
    (Order.paid_at.is_not(None), "paid"),
    (Order.cancelled_at.is_not(None), "void"),
    else_="pending",
)
FULFILMENT = case(
    (Order.fulfilled_at.is_not(None), "fulfilled"),
    (or_(Order.cancelled_at.is_not(None), Order.failed_at.is_not(None)), "void"),
    else_="unfulfilled",
)
STATE = case(
    (Order.failed_at.is_not(None), "failed"),
    (Order.cancelled_at.is_not(None), "cancelled"),
    (Order.fulfilled_at.is_not(None), "fulfilled"),
    (Order.paid_at.is_not(None), "paid"),
    else_="pending",
)
NET = Order.gross_minor - Order.discount_minor
AMOUNT_DUE = NET + Order.shipping_minor + Order.tax_minor
CUSTOMER = func.coalesce(Order.customer_name, Order.customer_email)


def order_rows(view_code: str, scope: ListScope) -> Rows:
    """Orders of a view: placed or cancelled in the window, or waiting at its end."""
    return (
        select(
            Order.id.label("id"),
            Store.name.label("store_name"),
            Order.number.label("number"),
            CUSTOMER.label("customer"),
            Order.placed_at.label("placed_at"),
            Order.cancelled_at.label("cancelled_at"),
            PAYMENT.label("payment"),
            FULFILMENT.label("fulfilment"),
            Order.units.label("units"),
            Order.gross_minor.label("gross"),
            Order.discount_minor.label("discounts"),
            AMOUNT_DUE.label("total"),
            Order.currency.label("currency"),
            Order.country.label("country"),
        )
        .join(Store, Store.id == Order.store_id)
        .where(Order.store_id.in_(scope.store_ids), _in_view(view_code, scope))
    )


def within(at: Moment, scope: ListScope) -> ColumnElement[bool]:
    """Whether a moment lies in the half-open window `[start, end)`."""
    until = at < (scope.end or utc_now())
    return until if scope.start is None else and_(at >= scope.start, until)


def _in_view(view_code: str, scope: ListScope) -> ColumnElement[bool]:
    moment = scope.end or utc_now()
    if view_code == "pending":
        return _waits(Order.placed_at, Order.pending_until, moment)
    if view_code == "unfulfilled":
        return _waits(Order.unfulfilled_from, Order.unfulfilled_until, moment)
    at = Order.cancelled_at if view_code == "cancelled" else Order.placed_at
    return and_(Order.failed_at.is_(None), within(at, scope))


def _waits(born: Moment, died: Moment, moment: datetime) -> ColumnElement[bool]:
    return and_(born < moment, or_(died.is_(None), died >= moment))


class OrderRows:
    """Short reads for widgets, each one statement."""

    def __init__(self, db: Session, store_ids: Sequence[int]) -> None:
        self._db = db
        self._store_ids = store_ids

    def waiting(self) -> dict[str, tuple[int, datetime | None]]:
        """How many orders wait now for payment and for shipment, and since when the oldest does."""
        moment = utc_now()
        waits = {
            "pending": (Order.placed_at, Order.pending_until),
            "unfulfilled": (Order.unfulfilled_from, Order.unfulfilled_until),
        }
        statements = [
            select(literal(view).label("view"), func.count().label("count"), func.min(born)).where(
                Order.store_id.in_(self._store_ids), _waits(born, died, moment)
            )
            for view, (born, died) in waits.items()
        ]
        return {row[0]: (row[1], row[2]) for row in self._db.execute(union_all(*statements))}

    def latest(self, limit: int) -> Sequence[Row[Any]]:
        """The orders placed last, newest first; each store's come from its own index."""
        ids = func.unnest(literal(list(self._store_ids), ARRAY(BigInteger))).table_valued(
            column("store_id", BigInteger)
        )
        stores = ids.render_derived("stores")
        of_store = (
            select(
                Order.id,
                Order.number,
                CUSTOMER.label("customer"),
                Order.placed_at,
                STATE.label("state"),
                AMOUNT_DUE.label("total"),
                Order.currency,
            )
            .where(Order.store_id == stores.c.store_id, Order.failed_at.is_(None))
            .where(Order.placed_at <= utc_now())
            .order_by(Order.placed_at.desc(), Order.id.desc())
            .limit(limit)
            .lateral("latest")
        )
        statement = (
            select(of_store)
            .select_from(stores)
            .join(of_store, true())
            .order_by(of_store.c.placed_at.desc(), of_store.c.id.desc())
            .limit(limit)
        )
        return self._db.execute(statement).all()
