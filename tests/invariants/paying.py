"""Writes attempts to pay as the module does: with the figures, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.core.services.figure_change import FigureChange
from app.modules.payments.models import Attempt, Payment
from app.modules.payments.repositories.payment_facts import PAYMENT_FIGURES


@dataclass(frozen=True)
class Attempted:
    """An attempt to pay so much, in minor units, that was captured or declined at a moment."""

    at: datetime
    amount: int
    currency: str
    is_captured: bool


def write_attempt(db: Session, store_id: int, ref: str, attempt: Attempted) -> None:
    """The payment and its one attempt; the caller is in the store's scope."""
    payment = Payment(
        store_id=store_id,
        key=ref,
        provider_key=ref,
        order_id=1,
        order_number=ref,
        method="test",
        provider="test",
        currency=attempt.currency,
        amount_minor=attempt.amount,
        created_at=attempt.at,
    )
    db.add(payment)
    db.flush()
    row = Attempt(
        store_id=store_id,
        payment_id=payment.id,
        outcome="captured" if attempt.is_captured else "declined",
        is_decision=True,
        amount_minor=attempt.amount,
        currency=attempt.currency,
        happened_at=attempt.at,
    )
    db.add(row)
    db.flush()
    FigureChange(db, store_id, PAYMENT_FIGURES).after(attempt=[row.id])
