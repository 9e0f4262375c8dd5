"""What was begun in one store and has not ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.modules.payments.models import CaptureWish, Payment, Refund, VoidWish

MOST = 1000
# Jobs that still wait or are tried again have had their turn by then.
QUIET_SECONDS = 3600
_UNDECIDED = (
    Payment.captured_at.is_(None),
    Payment.declined_at.is_(None),
    Payment.voided_at.is_(None),
)
_AUTHORISED = (*_UNDECIDED, Payment.authorised_at.is_not(None))


class LeftUndone:
    """Reads in the scope of the store what is due at the moment; a thousand of each at most.

    Due is what nobody has asked the provider about for an hour, or for a quarter of the time since
    it was wanted, whichever is more: so the pauses grow, and never end before the matter does.
    """

    def __init__(self, db: Session, store_id: int, now: datetime) -> None:
        self._db = db
        self._store_id = store_id
        self._now = now

    def refunds(self) -> Sequence[Refund]:
        """Refunds that were neither made nor refused."""
        statement = (
            select(Refund)
            .join(Payment, self._is_of(Refund))
            .where(Refund.store_id == self._store_id)
            .where(Refund.refunded_at.is_(None), Refund.failed_at.is_(None))
            .where(self._is_due(Refund.created_at))
            .order_by(Refund.id)
            .limit(MOST)
        )
        return self._db.scalars(statement).all()

    def voids(self) -> Sequence[Payment]:
        """Payments that were to be given up and are not over."""
        statement = (
            select(Payment)
            .join(VoidWish, self._is_of(VoidWish))
            .where(VoidWish.store_id == self._store_id, *_UNDECIDED)
            .where(self._is_due(VoidWish.created_at))
            .order_by(Payment.id)
            .limit(MOST)
        )
        return self._db.scalars(statement).all()

    def captures(self) -> Sequence[tuple[Payment, int]]:
        """Payments that are to be captured, and how much of each; not those to be given up."""
        statement = (
            select(Payment, CaptureWish.amount_minor)
            .join(CaptureWish, self._is_of(CaptureWish))
            .where(CaptureWish.store_id == self._store_id, *_AUTHORISED)
            .where(~exists().where(self._is_of(VoidWish)))
            .where(self._is_due(CaptureWish.created_at))
            .order_by(Payment.id)
            .limit(MOST)
        )
        return [(payment, amount_minor) for payment, amount_minor in self._db.execute(statement)]

    def _is_due(self, wanted_at: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
        last = func.greatest(Payment.asked_at, wanted_at)
        quarter = func.extract("epoch", self._now - wanted_at) / 4
        return func.extract("epoch", self._now - last) > func.greatest(QUIET_SECONDS, quarter)

    @staticmethod
    def _is_of(wish: type[Any]) -> ColumnElement[bool]:
        return and_(Payment.store_id == wish.store_id, Payment.id == wish.payment_id)
