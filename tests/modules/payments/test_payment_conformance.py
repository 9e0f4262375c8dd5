"""Payments pass through the kit that every metrics provider passes through."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.payments.definition import payments_module
from app.modules.payments.models import Payment
from app.modules.payments.providers.provider import Outcome, Result
from app.modules.payments.repositories.payment_rows import PaymentRows
from app.modules.payments.services.recording import note
from app.testing import ProviderConformance

_numbers = count(1)


class TestPaymentConformance(ProviderConformance):
    module = payments_module

    def act(self, db: Session, store_id: int, at: datetime, currency: str) -> None:
        """One payment is received, another one declined."""
        enter_store(db, store_id)
        paid = _payment(db, store_id, at, currency)
        note(db, paid, Outcome(Result.CAPTURED, currency, captured_minor=1500), at)
        note(db, _payment(db, store_id, at, currency), Outcome(Result.DECLINED, currency), at)


def _payment(db: Session, store_id: int, at: datetime, currency: str) -> Payment:
    rows, key = PaymentRows(db, store_id), f"conformance-{next(_numbers)}"
    payment_id = rows.add(
        {
            "key": key,
            "provider_key": key,
            "order_id": 1,
            "order_number": "A-1",
            "method": "bank_transfer",
            "provider": "manual",
            "currency": currency,
            "amount_minor": 2000,
            "created_at": at,
        }
    )
    assert payment_id is not None
    payment = rows.lock(payment_id)
    assert payment is not None
    return payment
