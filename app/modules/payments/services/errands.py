"""What is done with a provider: settling, looking again, capturing, voiding, giving back.

Each is a function that may be called any number of times, and a job that calls it later.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import enqueue
from app.modules.contracts.payments import NOT_CAPTURED, Disposition, PaymentState
from app.modules.payments.models import Payment
from app.modules.payments.providers.directory import MANUAL
from app.modules.payments.providers.provider import (
    Account,
    Charge,
    Outcome,
    Provider,
    RefundRefused,
    Result,
    Returned,
    Unreachable,
)
from app.modules.payments.repositories.capture_wishes import CaptureWishes
from app.modules.payments.repositories.payment_rows import PaymentRows
from app.modules.payments.repositories.refund_rows import RefundRows
from app.modules.payments.repositories.void_wishes import VoidWishes
from app.modules.payments.services.asking import Asked, Step, ask
from app.modules.payments.services.refunding import Wanted, want_back_of
from app.modules.payments.services.standing import refund_key

# With pauses of 2, 4, 8, … seconds the last of so many tries is nine hours after the first.
MOST_TRIES = 15
# What an order that is gone sends back is named so.
SENT_BACK = "return"


def settle(store_id: int, payment_id: int, details: Mapping[str, str] | None = None) -> Payment:
    """Asks for the money, or, where it waits already, whether anything has happened.

    Raises UnknownPayment. Without an answer the payment stays as it is, and the sweep asks again.
    """
    step = Step(
        is_due=lambda payment: payment.state is PaymentState.OPEN,
        ask=_charge,
        aftermath=_aftermath,
        details=details or {},
        only_open=True,
        instead=_give_up_others,
    )
    asked = ask(store_id, payment_id, step)
    payment = asked.payment
    waits_elsewhere = payment.state is PaymentState.WAITING and payment.provider != MANUAL
    if waits_elsewhere and not asked.was_due:
        return look(store_id, payment_id).payment
    return payment


def look(store_id: int, payment_id: int) -> Asked:
    """Reads the provider's truth again, whatever we think; nothing where nobody else knows any."""
    step = Step(
        is_due=lambda payment: payment.provider != MANUAL,
        ask=_find,
        aftermath=_aftermath,
    )
    return ask(store_id, payment_id, step)


def capture(store_id: int, payment_id: int, amount_minor: int) -> None:
    """Takes so much of what is authorised. Raises Unreachable without an answer."""
    step = Step(
        is_due=lambda payment: payment.state is PaymentState.AUTHORISED,
        ask=lambda provider, account, charge: provider.capture(account, charge, amount_minor),
        aftermath=_aftermath,
    )
    _must_answer(ask(store_id, payment_id, step))


def void(store_id: int, payment_id: int) -> None:
    """Gives up what is not captured. Raises Unreachable without an answer.

    What was captured meanwhile is written down; the order, told of it, sends it back if it wants.
    """
    step = Step(
        is_due=lambda payment: payment.state in NOT_CAPTURED, ask=_void, aftermath=_aftermath
    )
    _must_answer(ask(store_id, payment_id, step))


def refund(store_id: int, payment_id: int, refund_id: int) -> None:
    """Carries out a refund that was written down. Raises Unreachable without an answer."""
    with get_database().transaction() as db:
        enter_store(db, store_id)
        row = RefundRows(db, store_id).find(refund_id)
    if row is None or row.refunded_at is not None or row.failed_at is not None:
        return
    amount_minor = row.amount_minor

    def give_back(provider: Provider, account: Account, charge: Charge) -> Outcome:
        key = refund_key(charge.key, refund_id)
        try:
            back = provider.refund(account, charge, key, amount_minor)
        except RefundRefused as refusal:
            back = Returned(None, amount_minor, key, is_failed=True, failure_code=str(refusal))
        return Outcome(Result.CAPTURED, charge.currency, refunds=(back,))

    step = Step(
        is_due=lambda payment: payment.state is PaymentState.CAPTURED,
        ask=give_back,
        aftermath=_aftermath,
    )
    _must_answer(ask(store_id, payment_id, step))


def settle_soon(db: Session, store_id: int, payment_id: int) -> None:
    """The payment is asked about by a job, unless one waits already."""
    waiting = f"payments.settle:{store_id}:{payment_id}"
    enqueue(db, SETTLE, store_id=store_id, once_waiting=waiting, payment_id=payment_id)


def look_later(db: Session, payment: Payment, run_at: datetime) -> None:
    """The provider has told of the payment: it is looked at then, whatever its state."""
    waiting = f"payments.look:{payment.store_id}:{payment.id}"
    enqueue(
        db,
        LOOK,
        store_id=payment.store_id,
        run_at=run_at,
        once_waiting=waiting,
        payment_id=payment.id,
    )


def capture_later(db: Session, payment: Payment, amount_minor: int) -> None:
    """Captures after the caller's commit."""
    CaptureWishes(db, payment.store_id).add(payment.id, amount_minor, utc_now())
    enqueue(
        db,
        CAPTURE,
        store_id=payment.store_id,
        once_waiting=f"payments.capture:{payment.store_id}:{payment.id}",
        payment_id=payment.id,
        amount_minor=amount_minor,
    )


def void_later(db: Session, payment: Payment) -> None:
    """Gives the payment up after the caller's commit."""
    VoidWishes(db, payment.store_id).add(payment.id, utc_now())
    waiting = f"payments.void:{payment.store_id}:{payment.id}"
    enqueue(db, VOID, store_id=payment.store_id, once_waiting=waiting, payment_id=payment.id)


def refund_later(db: Session, store_id: int, wanted: Wanted) -> None:
    """Carries the refund out after the caller's commit."""
    enqueue(
        db,
        REFUND,
        store_id=store_id,
        once_waiting=f"payments.refund:{store_id}:{wanted.refund_id}",
        payment_id=wanted.payment_id,
        refund_id=wanted.refund_id,
    )


def send_back(db: Session, payment: Payment) -> None:
    """The order does not want the money: gives it up, or all of it back."""
    if payment.state in NOT_CAPTURED:
        void_later(db, payment)
        return
    wanted = want_back_of(db, payment, ref=SENT_BACK)
    if wanted is not None:
        refund_later(db, payment.store_id, wanted)


def _aftermath(db: Session, payment: Payment, disposition: Disposition) -> None:
    if disposition is Disposition.RETURN:
        send_back(db, payment)


def _give_up_others(payment: Payment) -> Outcome | None:
    """Earlier payments of the order that are to be given up are, before this one is asked for.

    When one of them has been paid after all, this one is given up in its place: nobody pays twice.
    Raises Unreachable while it is not known.
    """
    if not payment.has_earlier:
        return None
    store_id = payment.store_id
    with get_database().transaction() as db:
        enter_store(db, store_id)
        others = VoidWishes(db, store_id).of_order(payment.order_id)
    for other in others:
        if other != payment.id:
            void(store_id, other)
    with get_database().transaction() as db:
        enter_store(db, store_id)
        rows = PaymentRows(db, store_id).of_order(payment.order_id)
    is_paid = any(row.id in others and row.captured_minor > row.refunded_minor for row in rows)
    return Outcome(Result.VOIDED, payment.currency) if is_paid else None


def _charge(provider: Provider, account: Account, charge: Charge) -> Outcome | None:
    if charge.amount_minor == 0:
        return Outcome(Result.CAPTURED, charge.currency)
    return provider.charge(account, charge)


def _find(provider: Provider, account: Account, charge: Charge) -> Outcome:
    return provider.find(account, charge) or Outcome(Result.UNKNOWN, charge.currency)


def _void(provider: Provider, account: Account, charge: Charge) -> Outcome:
    return provider.void(account, charge)


def _must_answer(asked: Asked) -> None:
    if not asked.is_answered:
        raise Unreachable


def _settle_job(store_id: int, payment_id: int) -> None:
    settle(store_id, payment_id)


def _look_job(store_id: int, payment_id: int) -> None:
    _must_answer(look(store_id, payment_id))


SETTLE = Job("payments.settle", _settle_job, in_transaction=False)
LOOK = Job("payments.look", _look_job, in_transaction=False)
CAPTURE = Job("payments.capture", capture, in_transaction=False, tries=MOST_TRIES)
VOID = Job("payments.void", void, in_transaction=False, tries=MOST_TRIES)
REFUND = Job("payments.refund", refund, in_transaction=False, tries=MOST_TRIES)
ALL = (SETTLE, LOOK, CAPTURE, VOID, REFUND)
