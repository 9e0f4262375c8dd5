"""Writing what is taken back of an order that was placed here."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.modules.orders.models import Reversal, ReversalLine


class Reversing:
    """The reversals of one store's own orders, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def add(self, reversal: Reversal, lines: Iterable[ReversalLine]) -> None:
        """Writes the reversal and its lines, which then have their ids."""
        self._db.add(reversal)
        self._db.flush()
        for line in lines:
            line.reversal_id = reversal.id
            self._db.add(line)
        self._db.flush()

    def how_many(self, order_id: int) -> int:
        """How often something of the order was taken back; the caller has locked it."""
        statement = select(func.count()).where(
            Reversal.store_id == self._store_id, Reversal.order_id == order_id
        )
        return self._db.execute(statement).scalar_one()

    def of_order(self, order_id: int) -> list[Reversal]:
        """All reversals of the order, the oldest first."""
        statement = (
            select(Reversal)
            .where(Reversal.store_id == self._store_id, Reversal.order_id == order_id)
            .order_by(Reversal.occurred_at, Reversal.id)
        )
        return list(self._db.scalars(statement))

    def lines_of(self, reversal_ids: Iterable[int]) -> list[ReversalLine]:
        """The lines of several reversals."""
        statement = (
            select(ReversalLine)
            .where(
                ReversalLine.store_id == self._store_id,
                ReversalLine.reversal_id.in_(list(reversal_ids)),
            )
            .order_by(ReversalLine.reversal_id, ReversalLine.id)
        )
        return list(self._db.scalars(statement))

    def find(self, reversal_id: int) -> Reversal | None:
        """One reversal of the store."""
        return self._db.scalar(
            select(Reversal).where(Reversal.store_id == self._store_id, Reversal.id == reversal_id)
        )
