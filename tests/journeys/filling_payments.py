"""Payments and refunds of a store, taken and declined, for the lists that show them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.core.services.figure_change import FigureChange
from app.modules.payments.models import Attempt, Payment, Refund
from app.modules.payments.repositories.payment_facts import PAYMENT_FIGURES


def take_payments(db: Session, store_id: int, now: datetime, mark: str) -> None:
    """One payment that was captured and partly given back, and one that was declined."""
    captured = _payment(db, store_id, now, f"{mark}-P1", captured_at=now, captured_minor=5000)
    captured.refunded_minor = 1000
    declined = _payment(db, store_id, now, f"{mark}-P2", declined_at=now, decline_code="declined")
    change = FigureChange(db, store_id, PAYMENT_FIGURES)
    attempts = [
        _attempt(db, captured, "captured", now),
        _attempt(db, declined, "declined", now),
    ]
    change.after(attempt=attempts)
    for ref, ended in (("reversal:1", {"refunded_at": now}), ("reversal:2", {"failed_at": now})):
        db.add(
            Refund(
                store_id=store_id,
                payment_id=captured.id,
                ref=ref,
                amount_minor=1000,
                created_at=now,
                **ended,
            )
        )
    db.flush()


def _payment(db: Session, store_id: int, now: datetime, number: str, **ended: object) -> Payment:
    payment = Payment(
        store_id=store_id,
        key=number,
        provider_key=number,
        order_id=1,
        order_number=number,
        method="test",
        provider="test",
        currency="EUR",
        amount_minor=5000,
        created_at=now,
        **ended,
    )
    db.add(payment)
    db.flush()
    return payment


def _attempt(db: Session, payment: Payment, outcome: str, now: datetime) -> int:
    attempt = Attempt(
        store_id=payment.store_id,
        payment_id=payment.id,
        outcome=outcome,
        is_decision=True,
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        happened_at=now,
    )
    db.add(attempt)
    db.flush()
    return attempt.id
