"""Which payments of one store are to be captured."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.modules.payments.models import CaptureWish


class CaptureWishes:
    """Writes in the caller's transaction and in the scope of the store."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def add(self, payment_id: int, amount_minor: int, at: datetime) -> None:
        """So much of the payment is to be taken; what was said first holds."""
        statement = insert(CaptureWish).values(
            store_id=self._store_id,
            payment_id=payment_id,
            amount_minor=amount_minor,
            created_at=at,
        )
        self._db.execute(
            statement.on_conflict_do_nothing(index_elements=["store_id", "payment_id"])
        )
