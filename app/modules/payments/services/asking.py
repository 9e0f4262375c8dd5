"""Asks a provider about a payment: never in a transaction of ours, and never two at once.

Three steps. A short transaction leases the payment, so that no other process asks meanwhile. Then
the provider is asked, with a key by which it knows a repetition. A second transaction writes the
answer down together with what the order makes of it. Whoever dies between two steps leaves a lease
that runs out and a job that asks again with the same key.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.kernel.logging import get_logger
from app.kernel.security.opaque import new_token
from app.modules.contracts.payments import Disposition
from app.modules.payments.exceptions import UnknownPayment
from app.modules.payments.models import Payment
from app.modules.payments.providers.directory import provider_of
from app.modules.payments.providers.provider import (
    Account,
    Charge,
    Outcome,
    Provider,
    Unreachable,
)
from app.modules.payments.repositories.payment_rows import PaymentRows
from app.modules.payments.services import recording
from app.modules.payments.services.offers import settings_of
from app.modules.payments.services.provider_accounts import account_of
from app.modules.payments.services.standing import charge_of

# Longer than any provider is waited for, shorter than the job that asks again is put off.
LEASE = timedelta(seconds=45)
PATIENCE_SECONDS = 12.0
PAUSE_SECONDS = 0.05
_log = get_logger(__name__)


@dataclass(frozen=True)
class Step:
    """One question to a provider.

    `is_due` tells whether a payment is one to ask about, `ask` asks, `aftermath` is told in the
    transaction of the answer, with what the order does with the money. With `only_open` one
    statement both looks and leases.
    """

    is_due: Callable[[Payment], bool]
    ask: Callable[[Provider, Account, Charge], Outcome | None]
    aftermath: Callable[[Session, Payment, Disposition], None]
    details: Mapping[str, str] = field(default_factory=dict)
    only_open: bool = False
    instead: Callable[[Payment], Outcome | None] = lambda _payment: None


@dataclass(frozen=True)
class Asked:
    """The payment as it was left; `is_answered` unless nobody could be asked or said anything."""

    payment: Payment
    was_due: bool
    is_answered: bool


@dataclass(frozen=True)
class _Claim:
    payment: Payment
    account: Account | None


def ask(store_id: int, payment_id: int, step: Step) -> Asked:
    """Carries the step out, if it is due. Raises UnknownPayment."""
    token = new_token()
    claim = _claim(store_id, payment_id, token, step)
    if claim.account is None:
        is_due = step.is_due(claim.payment)
        return Asked(claim.payment, was_due=is_due, is_answered=not is_due)
    outcome = _ask(claim.payment, claim.account, step)
    return _write_down(store_id, payment_id, token, step, outcome)


def _claim(store_id: int, payment_id: int, token: str, step: Step) -> _Claim:
    """The payment and, when it is ours to ask about, the account; waits while another one asks."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        claim = _try_to_claim(store_id, payment_id, token, step)
        is_free = claim.account is not None or not step.is_due(claim.payment)
        if is_free or time.monotonic() > until:
            return claim
        time.sleep(PAUSE_SECONDS)


def _try_to_claim(store_id: int, payment_id: int, token: str, step: Step) -> _Claim:
    now = utc_now()
    with get_database().transaction() as db:
        enter_store(db, store_id, plans_once=True)
        rows = PaymentRows(db, store_id)
        leased = rows.lease(payment_id, token, now=now, until=now + LEASE, only_open=step.only_open)
        payment = leased or rows.find(payment_id)
        if payment is None:
            raise UnknownPayment
        if leased is None or not step.is_due(leased):
            if leased is not None:
                _release(leased)
            return _Claim(payment, None)
        provider = provider_of(leased.provider)
        has_settings = bool(provider.setting_names)
        settings = settings_of(db, store_id, leased.method) if has_settings else {}
    return _Claim(leased, account_of(store_id, provider, settings))


def _ask(payment: Payment, account: Account, step: Step) -> Outcome | None:
    """The answer; None where there was none, whatever the reason."""
    try:
        answer = step.instead(payment)
        if answer is not None:
            return answer
        return step.ask(provider_of(payment.provider), account, charge_of(payment, step.details))
    except Unreachable:
        _log.warning("provider_unreachable", store_id=payment.store_id, payment_id=payment.id)
    except Exception:  # noqa: BLE001  a library of somebody else's; unknown is an answer too
        _log.exception("provider_failed", store_id=payment.store_id, payment_id=payment.id)
    return None


def _write_down(
    store_id: int, payment_id: int, token: str, step: Step, outcome: Outcome | None
) -> Asked:
    with get_database().transaction() as db:
        enter_store(db, store_id, plans_once=True)
        payment = PaymentRows(db, store_id).lock(payment_id)
        if payment is None:
            raise UnknownPayment
        is_ours = payment.lease_token == token
        if is_ours:
            _release(payment)
        disposition = Disposition.KEEP
        if is_ours and outcome is not None:
            disposition = take(db, payment, outcome)
        step.aftermath(db, payment, disposition)
    return Asked(payment, was_due=True, is_answered=is_ours and outcome is not None)


def take(db: Session, payment: Payment, outcome: Outcome) -> Disposition:
    """Writes the answer down and lets the order follow; the payment is locked."""
    now = utc_now()
    if not recording.note(db, payment, outcome, now):
        return Disposition.KEEP
    return recording.tell_order(db, payment, now)


def _release(payment: Payment) -> None:
    payment.lease_token = payment.leased_until = None
