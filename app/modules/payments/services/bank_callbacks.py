"""Callbacks of the make-believe bank: signed messages that come in by the door of every webhook."""

from __future__ import annotations

import json
from datetime import timedelta

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import enqueue
from app.kernel.security.opaque import new_token
from app.modules.payments.models import BankCharge
from app.modules.payments.providers.directory import TEST, provider_of
from app.modules.payments.providers.provider import Account
from app.modules.payments.providers.signatures import sign
from app.modules.payments.repositories.bank_books import BankBooks
from app.modules.payments.services.provider_accounts import WEBHOOK_SECRET, account_of
from app.modules.payments.services.webhooks import receive

_WAITING = "waiting"


def call_back(
    db: Session,
    charge: BankCharge,
    kind: str,
    *,
    after: timedelta,
    event_id: str | None = None,
) -> None:
    """Tells of the charge later, by a job in the bank's transaction."""
    enqueue(
        db,
        CALL_BACK,
        store_id=charge.store_id,
        run_at=utc_now() + after,
        reference=charge.reference,
        kind=kind,
        event_id=event_id or f"te_{new_token()}",
    )


def deliver(store_id: int, reference: str, kind: str, event_id: str) -> None:
    """What waited at the bank is paid by now; then the message is sent as from outside."""
    with get_database().transaction() as db:
        enter_store(db, store_id)
        charge = BankBooks(db, store_id).of_reference(reference)
        if charge is None:
            return
        if charge.status == _WAITING:
            end_well(charge)
    body = message_of(reference, charge.key, kind, event_id)
    receive(store_id, TEST, {"stoa-signature": sign(secret_of(store_id), body)}, body)


def message_of(reference: str, key: str, kind: str, event_id: str) -> bytes:
    """The body of a callback."""
    said = {"id": event_id, "type": kind, "reference": reference, "key": key}
    return json.dumps(said).encode()


def secret_of(store_id: int) -> str:
    """What the bank signs a store's callbacks with."""
    account: Account = account_of(store_id, provider_of(TEST), {})
    return account.secrets[WEBHOOK_SECRET]


def end_well(charge: BankCharge) -> None:
    """The bank has the money, or holds it ready where it is captured later."""
    if charge.is_captured_later:
        charge.status = "authorised"
    else:
        charge.status, charge.captured_minor = "captured", charge.amount_minor


CALL_BACK = Job("payments.call_back", deliver, in_transaction=False)
