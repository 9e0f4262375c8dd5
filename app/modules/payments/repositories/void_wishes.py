"""Which payments of one store are to be given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.modules.payments.models import Payment, VoidWish

_SAME = and_(Payment.store_id == VoidWish.store_id, Payment.id == VoidWish.payment_id)


class VoidWishes:
    """Reads and writes in the caller's transaction and in the scope of the store."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def add(self, payment_id: int, at: datetime) -> None:
        """The payment is to be given up; once said it stays said."""
        statement = insert(VoidWish).values(
            store_id=self._store_id, payment_id=payment_id, created_at=at
        )
        self._db.execute(
            statement.on_conflict_do_nothing(index_elements=["store_id", "payment_id"])
        )

    def of_order(self, order_id: int) -> Sequence[int]:
        """The payments of the order that are to be given up, whatever became of them."""
        statement = (
            select(VoidWish.payment_id)
            .join(Payment, _SAME)
            .where(VoidWish.store_id == self._store_id, Payment.order_id == order_id)
            .order_by(VoidWish.payment_id)
        )
        return self._db.scalars(statement).all()
