"""What a store's team sees of payments and does with them.

Providers are not asked while the call's transaction is open: what is to be done is written down and
done by a job right after it. The answer shows the payment as it stood.
"""

from __future__ import annotations

import hashlib

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.http.cursors import page_of, read_cursor
from app.kernel.http.schemas import PageOut
from app.kernel.money import to_major
from app.modules.contracts.payments import NOT_CAPTURED, Disposition, PaymentState
from app.modules.payments.exceptions import (
    MoreThanAuthorised,
    MoreThanCaptured,
    NotCapturable,
    NotMarkable,
    NotVoidable,
    UnknownPayment,
)
from app.modules.payments.models import Payment
from app.modules.payments.providers.directory import MANUAL
from app.modules.payments.providers.provider import Outcome, Result
from app.modules.payments.repositories.payment_rows import PaymentRows
from app.modules.payments.repositories.refund_rows import RefundRows
from app.modules.payments.schemas.payments import PaymentDetailOut, PaymentOut
from app.modules.payments.services import errands
from app.modules.payments.services.asking import take
from app.modules.payments.services.payment_answers import detail_out, payment_out
from app.modules.payments.services.recording import refundable_apart, tell_order
from app.modules.payments.services.refunding import left_of, want_back_again, want_back_of
from app.modules.tenancy.services.audit import record
from app.modules.tenancy.services.user_context import UserContext


def list_payments(
    db: Session, store_id: int, *, limit: int, cursor: str | None, order_id: int | None
) -> PageOut[PaymentOut]:
    """Payments, the newest first; two statements. Raises CursorInvalid."""
    after = read_cursor(cursor, [int])
    rows = PaymentRows(db, store_id).page(limit + 1, after[0] if after else None, order_id)
    page = page_of(rows, limit, key=lambda row: [row.id])
    refunds = RefundRows(db, store_id).of_payments(row.id for row in page.items)
    items = [payment_out(row, refunds) for row in page.items]
    return PageOut(items=items, next_cursor=page.next_cursor)


def see_payment(db: Session, store_id: int, payment_id: int) -> PaymentDetailOut:
    """One payment with everything. Raises UnknownPayment."""
    row = PaymentRows(db, store_id).find(payment_id)
    if row is None:
        raise UnknownPayment
    return _detail(db, row)


def capture(
    db: Session, user: UserContext, payment_id: int, amount_minor: int | None
) -> PaymentDetailOut:
    """Has so much taken of what is authorised. Raises NotCapturable, MoreThanAuthorised."""
    row = _locked(db, user.store_id, payment_id)
    if row.state is not PaymentState.AUTHORISED:
        raise NotCapturable(state=row.state.value)
    amount = row.amount_minor if amount_minor is None else amount_minor
    if amount > row.amount_minor:
        raise MoreThanAuthorised
    errands.capture_later(db, row, amount)
    _audit(db, user, row, "captured", amount_minor=amount)
    return _detail(db, row)


def void(db: Session, user: UserContext, payment_id: int) -> PaymentDetailOut:
    """Has the payment given up. Raises NotVoidable."""
    row = _locked(db, user.store_id, payment_id)
    if row.state not in NOT_CAPTURED:
        raise NotVoidable(state=row.state.value)
    errands.void_later(db, row)
    _audit(db, user, row, "voided")
    return _detail(db, row)


def refund(
    db: Session, user: UserContext, payment_id: int, *, amount_minor: int | None, ref: str
) -> PaymentDetailOut:
    """Has so much given back, once a `ref`. Raises MoreThanCaptured, RefundedAtOrder."""
    row = _locked_with_order(db, user.store_id, payment_id)
    apart = refundable_apart(db, row)
    wanted = want_back_of(db, row, ref=ref, amount_minor=amount_minor, apart_minor=apart)
    if wanted is None:
        left = left_of(row, RefundRows(db, row.store_id).of_payments([row.id]))
        raise MoreThanCaptured(left=f"{to_major(left, row.currency):f}", currency=row.currency)
    errands.refund_later(db, row.store_id, wanted)
    tell_order(db, row, utc_now())
    _audit(db, user, row, "refunded", amount_minor=wanted.amount_minor, ref=ref)
    return _detail(db, row)


def retry_refund(
    db: Session, user: UserContext, payment_id: int, refund_id: int
) -> PaymentDetailOut:
    """Has what could not be given back given back again, once. Raises what `want_back_again` does.

    Also UnknownPayment. The provider knows the new refund by another key than the failed one.
    """
    row = _locked_with_order(db, user.store_id, payment_id)
    wanted = want_back_again(db, row, refund_id, apart_minor=refundable_apart(db, row))
    errands.refund_later(db, row.store_id, wanted)
    tell_order(db, row, utc_now())
    _audit(db, user, row, "refund_retried", amount_minor=wanted.amount_minor, refund_id=refund_id)
    return _detail(db, row)


def mark_paid(
    db: Session, user: UserContext, payment_id: int, note: str | None
) -> PaymentDetailOut:
    """A payment by hand has arrived in full; the order follows at once. Raises NotMarkable."""
    row = _locked(db, user.store_id, payment_id)
    if row.provider != MANUAL or row.state is not PaymentState.WAITING:
        raise NotMarkable(state=row.state.value)
    outcome = Outcome(Result.CAPTURED, row.currency, captured_minor=row.amount_minor)
    if take(db, row, outcome) is Disposition.RETURN:
        errands.send_back(db, row)
    _audit(db, user, row, "marked_paid", amount_minor=row.amount_minor, note=note)
    return _detail(db, row)


def ref_of_call(key: str | None, ref: str | None) -> str:
    """What a refund is for: the caller's name of it, else one made of the call's key."""
    if ref is not None:
        return f"team:{ref}"
    return f"call:{hashlib.sha256((key or '').encode()).hexdigest()[:32]}"


def _locked(db: Session, store_id: int, payment_id: int) -> Payment:
    row = PaymentRows(db, store_id).lock(payment_id)
    if row is None:
        raise UnknownPayment
    return row


def _locked_with_order(db: Session, store_id: int, payment_id: int) -> Payment:
    """The order, told of nothing new, keeps its lock: it comes before the turn of refunds."""
    row = _locked(db, store_id, payment_id)
    tell_order(db, row, utc_now())
    return row


def _detail(db: Session, row: Payment) -> PaymentDetailOut:
    attempts = PaymentRows(db, row.store_id).attempts_of(row.id)
    return detail_out(row, attempts, RefundRows(db, row.store_id).of_payments([row.id]))


def _audit(db: Session, user: UserContext, row: Payment, act: str, **details: object) -> None:
    record(
        db,
        act=f"payments.{act}",
        actor=user.name,
        user_id=user.user_id,
        platform_id=user.token_platform_id,
        store_id=row.store_id,
        details={
            "payment_id": row.id,
            "order_number": row.order_number,
            "currency": row.currency,
            **details,
        },
    )
