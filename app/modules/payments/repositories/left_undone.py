"""What was begun in one store and has not ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.modules.payments.models import Payment, Refund

MOST = 1000


class LeftUndone:
    """Reads in the scope of the store; at most a thousand of each, the oldest first."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def undecided(self, since: datetime, quiet_since: datetime, but: str) -> Sequence[int]:
        """Payments that were opened after `since` and not asked about after `quiet_since`.

        Those of the provider `but`, which nobody can be asked about, are left out.
        """
        statement = (
            select(Payment.id)
            .where(Payment.store_id == self._store_id, Payment.provider != but)
            .where(
                Payment.captured_at.is_(None),
                Payment.declined_at.is_(None),
                Payment.voided_at.is_(None),
                Payment.authorised_at.is_(None),
            )
            .where(Payment.created_at > since)
            .where(func.coalesce(Payment.asked_at, Payment.created_at) < quiet_since)
            .order_by(Payment.id)
            .limit(MOST)
        )
        return self._db.scalars(statement).all()

    def refunds(self, since: datetime, quiet_since: datetime) -> Sequence[Refund]:
        """Refunds that were wanted in that time and neither made nor refused."""
        statement = (
            select(Refund)
            .where(Refund.store_id == self._store_id)
            .where(Refund.refunded_at.is_(None), Refund.failed_at.is_(None))
            .where(Refund.created_at > since, Refund.created_at < quiet_since)
            .order_by(Refund.id)
            .limit(MOST)
        )
        return self._db.scalars(statement).all()
