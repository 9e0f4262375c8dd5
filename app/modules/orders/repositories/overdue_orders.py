"""Finds the orders whose time to be paid is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.modules.orders.models import Order

_PAID = Order.captured_minor + Order.recorded_minor - Order.surplus_minor
_GOING_BACK = func.greatest(
    Order.owed_minor, Order.refunded_minor + Order.returning_minor - Order.surplus_minor
)


def overdue_orders(db: Session, moment: datetime, limit: int) -> Sequence[tuple[int, int]]:
    """(store, order) of the reading scope that the caller entered, the longest overdue first.

    One that holds a part of its money (`Order.held_minor`) is left to its team.
    """
    statement = (
        select(Order.store_id, Order.id)
        .where(
            Order.hold_until <= moment,
            Order.paid_at.is_(None),
            Order.authorised_at.is_(None),
            Order.failed_at.is_(None),
            Order.cancelled_at.is_(None),
            _PAID <= _GOING_BACK,
        )
        .order_by(Order.hold_until, Order.store_id, Order.id)
        .limit(limit)
    )
    return [(store_id, order_id) for store_id, order_id in db.execute(statement)]
