"""Orders of a store for the pages of its API, newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, tuple_
from sqlalchemy.orm import Session

from app.modules.contracts.orders import OrderSource
from app.modules.orders.models import Order

_OPEN = and_(Order.failed_at.is_(None), Order.cancelled_at.is_(None))
_DONE = and_(Order.paid_at.is_not(None), Order.fulfilled_at.is_not(None))
_STATES: Mapping[str, ColumnElement[bool]] = {
    "open": and_(_OPEN, ~_DONE),
    "completed": and_(_OPEN, _DONE),
    "cancelled": and_(Order.failed_at.is_(None), Order.cancelled_at.is_not(None)),
    "expired": Order.failed_at.is_not(None),
}


@dataclass(frozen=True)
class OrderFilter:
    """Which orders are wanted; None asks nothing. Placed in `[placed_from, placed_before)`."""

    state: str | None = None
    number: str | None = None
    email: str | None = None
    placed_from: datetime | None = None
    placed_before: datetime | None = None
    customer_id: int | None = None
    is_own: bool = False


class OrderSearch:
    """Reads one store's orders, one statement a page."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def page(
        self, wanted: OrderFilter, after: tuple[datetime, int] | None, limit: int
    ) -> Sequence[Order]:
        """Up to `limit` orders that come after the one placed at that moment with that id."""
        statement = select(Order).where(Order.store_id == self._store_id, *_conditions(wanted))
        if after is not None:
            statement = statement.where(tuple_(Order.placed_at, Order.id) < after)
        ordered = statement.order_by(Order.placed_at.desc(), Order.id.desc()).limit(limit)
        return list(self._db.scalars(ordered))


def _conditions(wanted: OrderFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.state is not None:
        found.append(_STATES[wanted.state])
    if wanted.number is not None:
        found.append(Order.number == wanted.number)
    if wanted.email is not None:
        found.append(Order.customer_email == wanted.email)
    if wanted.placed_from is not None:
        found.append(Order.placed_at >= wanted.placed_from)
    if wanted.placed_before is not None:
        found.append(Order.placed_at < wanted.placed_before)
    if wanted.customer_id is not None:
        found.append(Order.customer_id == wanted.customer_id)
    if wanted.is_own:
        found.append(Order.source == OrderSource.STOREFRONT.value)
    return found
