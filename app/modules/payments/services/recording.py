"""Writes down what a provider said, in one transaction with what the order makes of it.

What is written only ever moves forwards: answers may come late, twice and out of order.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.logging import get_logger
from app.modules.contracts.orders import ORDER_DESK
from app.modules.contracts.payments import NOT_CAPTURED, UNDECIDED, Disposition, PaymentState
from app.modules.core.services.figure_change import FigureChange
from app.modules.payments.models import Payment, Refund
from app.modules.payments.providers.provider import Outcome, Result, Returned
from app.modules.payments.repositories.payment_facts import PAYMENT_FIGURES
from app.modules.payments.repositories.payment_rows import PaymentRows
from app.modules.payments.repositories.refund_rows import RefundRows
from app.modules.payments.services.standing import refund_key
from app.modules.registry import registry

_log = get_logger(__name__)
_TAKEN_BACK = "provider:"


def note(db: Session, payment: Payment, outcome: Outcome, at: datetime) -> bool:
    """Whether anything changed. The payment is locked, the caller in the store's scope.

    An answer that cannot be true (another currency, more than was asked for) changes nothing.
    """
    if not _is_credible(payment, outcome):
        _log.error("payment_answer_refused", store_id=payment.store_id, payment_id=payment.id)
        return False
    if payment.reference is None:
        payment.reference = outcome.reference
    was_known = _note_result(db, payment, outcome, at)
    gave_back = _note_refunds(db, payment, outcome, at)
    db.flush()
    return was_known or gave_back


def tell_order(db: Session, payment: Payment, at: datetime) -> Disposition:
    """Lets the order follow, in the same transaction; what it does with the money."""
    desk = registry().find(ORDER_DESK)
    if desk is None:
        return Disposition.KEEP
    return desk.payment_changed(db, payment.store_id, payment.order_id, at)


def refundable_apart(db: Session, payment: Payment) -> int | None:
    """How much of the order's money may go back without the order, None: all of it."""
    desk = registry().find(ORDER_DESK)
    return None if desk is None else desk.refundable_apart(db, payment.store_id, payment.order_id)


def _is_credible(payment: Payment, outcome: Outcome) -> bool:
    given_back = sum(back.amount_minor for back in outcome.refunds if not back.is_failed)
    taken = max(outcome.captured_minor, payment.captured_minor)
    return (
        outcome.currency == payment.currency
        and outcome.captured_minor <= payment.amount_minor
        and given_back <= taken
    )


def _note_result(db: Session, payment: Payment, outcome: Outcome, at: datetime) -> bool:
    state = payment.state
    if outcome.result is Result.CAPTURED:
        return _capture(db, payment, outcome.captured_minor, at)
    if outcome.result is Result.AUTHORISED and state in UNDECIDED | {PaymentState.DECLINED}:
        # Of a payment that was declined: the customer went on with other means.
        payment.authorised_at, payment.declined_at, payment.next_action = at, None, None
        return _attempt(db, payment, Result.AUTHORISED, at, is_decision=True)
    if outcome.result is Result.DECLINED and state in UNDECIDED:
        payment.declined_at, payment.decline_code = at, outcome.decline_code
        return _attempt(db, payment, Result.DECLINED, at, is_decision=True)
    if outcome.result is Result.VOIDED and state in NOT_CAPTURED:
        payment.voided_at = at
        return _attempt(db, payment, Result.VOIDED, at)
    if outcome.result is Result.WAITING and state is PaymentState.OPEN:
        payment.waiting_at = at
        payment.next_action = dict(outcome.next_action) if outcome.next_action else None
        return _attempt(db, payment, Result.WAITING, at)
    return False


def _capture(db: Session, payment: Payment, captured_minor: int, at: datetime) -> bool:
    """Takes the new total; the attempt has what came now."""
    more = captured_minor - payment.captured_minor
    if more < 0 or (more == 0 and payment.captured_at is not None):
        return False
    is_decision = payment.authorised_at is None and payment.captured_at is None
    payment.captured_at = payment.captured_at or at
    payment.captured_minor = captured_minor
    return _attempt(db, payment, Result.CAPTURED, at, is_decision=is_decision, amount_minor=more)


def _attempt(
    db: Session,
    payment: Payment,
    result: Result,
    at: datetime,
    *,
    is_decision: bool = False,
    amount_minor: int | None = None,
) -> bool:
    change = FigureChange(db, payment.store_id, PAYMENT_FIGURES, since=at)
    written = PaymentRows(db, payment.store_id).add_attempt(
        payment,
        {
            "outcome": result.value,
            "is_decision": is_decision,
            "amount_minor": payment.amount_minor if amount_minor is None else amount_minor,
            "happened_at": at,
            "decline_code": payment.decline_code if result is Result.DECLINED else None,
        },
    )
    change.after(attempt=[written])
    return True


def _note_refunds(db: Session, payment: Payment, outcome: Outcome, at: datetime) -> bool:
    if not outcome.refunds:
        return False
    rows = RefundRows(db, payment.store_id)
    known = rows.lock_of_payment(payment.id)
    changed = [_note_refund(rows, payment, known, back, at) for back in outcome.refunds]
    db.flush()
    payment.refunded_minor = rows.carried_out(payment.id)
    return any(changed)


def _note_refund(
    rows: RefundRows, payment: Payment, known: Sequence[Refund], back: Returned, at: datetime
) -> bool:
    row = _same(payment, known, back)
    if row is None:
        return not back.is_failed and _note_foreign(rows, payment, back, at)
    row.reference = row.reference or back.reference
    if back.is_failed and row.failed_at is None:
        row.failed_at, row.failure_code = at, back.failure_code
        return True
    if not back.is_failed and row.refunded_at is None:
        row.refunded_at = at
        return True
    return False


def _same(payment: Payment, known: Sequence[Refund], back: Returned) -> Refund | None:
    for row in known:
        is_named = back.reference is not None and row.reference == back.reference
        if is_named or refund_key(payment.provider_key, row.id) == back.key:
            return row
    return None


def _note_foreign(rows: RefundRows, payment: Payment, back: Returned, at: datetime) -> bool:
    """Money that the provider gave back without being asked by us, in its own pages say.

    Nobody's turn is taken: it is gone already, and what is wanted at the same time is refused by
    the provider if nothing is left for it.
    """
    values = {
        "payment_id": payment.id,
        "ref": f"{_TAKEN_BACK}{back.reference}",
        "amount_minor": back.amount_minor,
        "reference": back.reference,
        "created_at": at,
        "refunded_at": at,
    }
    return rows.add(values) is not None
