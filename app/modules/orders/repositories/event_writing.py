"""Deriving the timelines of orders from what is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import DateTime, Select, String, column, func, literal, select, text, true
from sqlalchemy.dialects.postgresql import array, insert
from sqlalchemy.orm import Session
from sqlalchemy.types import BigInteger

from app.kernel.database.upsert import batch_of_ids
from app.modules.orders.models import Order, OrderEvent, Reversal
from app.modules.orders.models.order_event import ONCE

_TIMES = {
    "placed": Order.placed_at,
    "paid": Order.paid_at,
    "fulfilled": Order.fulfilled_at,
    "cancelled": Order.cancelled_at,
    "failed": Order.failed_at,
}
_COLUMNS = ["store_id", "order_id", "kind", "reversal_id", "happened_at"]


class EventWriting:
    """Writes the timelines of one store's orders, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def derive_from_orders(self, order_ids: Sequence[int]) -> None:
        """One event for every known time of these orders; known events follow their time."""
        if not order_ids:
            return
        ids = batch_of_ids(order_ids)
        known = (
            select(Order.id, *_TIMES.values())
            .where(Order.store_id == self._store_id, Order.id == ids.c.id)
            .offset(0)
            .lateral("known")
        )
        moments = array([known.c[moment.key] for moment in _TIMES.values()])
        times = (
            func.unnest(array(list(_TIMES)), moments)
            .table_valued(column("kind", String), column("at", DateTime(timezone=True)))
            .render_derived("times")
        )
        statement = (
            select(
                literal(self._store_id, BigInteger),
                known.c.id,
                times.c.kind,
                literal(None, BigInteger),
                times.c.at,
            )
            .select_from(ids)
            .join(known, true())
            .join(times, times.c.at.is_not(None))
            .order_by(known.c.id, times.c.kind)
        )
        self._write(statement)

    def derive_from_reversals(self, reversal_ids: Sequence[int]) -> None:
        """The event "reversed" for each of these reversals that has an order."""
        if not reversal_ids:
            return
        ids = batch_of_ids(reversal_ids)
        known = (
            select(Reversal.id, Reversal.order_id, Reversal.occurred_at)
            .where(Reversal.store_id == self._store_id, Reversal.id == ids.c.id)
            .offset(0)
            .lateral("known")
        )
        statement = (
            select(
                literal(self._store_id, BigInteger),
                known.c.order_id,
                literal("reversed"),
                known.c.id,
                known.c.occurred_at,
            )
            .select_from(ids)
            .join(known, known.c.order_id.is_not(None))
            .order_by(known.c.order_id, known.c.id)
        )
        self._write(statement)

    def _write(self, source: Select[*tuple[Any, ...]]) -> None:
        statement = insert(OrderEvent).from_select(_COLUMNS, source, include_defaults=False)
        statement = statement.on_conflict_do_update(
            index_elements=["store_id", "order_id", "kind", "reversal_id"],
            index_where=text(ONCE),
            set_={"happened_at": statement.excluded.happened_at},
            where=OrderEvent.happened_at.is_distinct_from(statement.excluded.happened_at),
        )
        self._db.execute(statement)
