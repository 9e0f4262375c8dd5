"""How much of an order's payments may go back, and writing down that it shall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.money import to_major
from app.modules.payments.exceptions import NotRetryable, RefundedAtOrder, UnknownRefund
from app.modules.payments.models import Payment, Refund
from app.modules.payments.repositories.payment_rows import PaymentRows
from app.modules.payments.repositories.refund_rows import RefundRows


@dataclass(frozen=True)
class Wanted:
    """A refund that is written down and waits to be carried out."""

    payment_id: int
    refund_id: int
    amount_minor: int


def left_of(payment: Payment, refunds: Sequence[Refund]) -> int:
    """What may still go back: captured, less what went back or is on its way.

    Of 20.00 captured with 5.00 given back, 3.00 on their way and 4.00 that failed, 12.00 are left.
    """
    spoken_for = sum(
        refund.amount_minor
        for refund in refunds
        if refund.payment_id == payment.id and refund.failed_at is None
    )
    return payment.captured_minor - spoken_for


def want_back(
    db: Session, store_id: int, order_id: int, *, ref: str, amount_minor: int
) -> list[Wanted]:
    """Spreads the amount over the order's payments, the oldest first, as far as there is money.

    The same `ref` again gives what it gave before. Others that want money of the order back wait
    until the transaction ends, so the sum can never pass what was captured.
    """
    refunds = RefundRows(db, store_id)
    refunds.take_turns(order_id)
    before = refunds.of_ref(order_id, ref)
    if before:
        return [Wanted(row.payment_id, row.id, row.amount_minor) for row in before]
    payments = PaymentRows(db, store_id).of_order(order_id)
    known = refunds.of_payments(payment.id for payment in payments)
    wanted = []
    for payment in payments:
        part = min(amount_minor, left_of(payment, known))
        if part > 0:
            wanted.append(_write(refunds, payment, ref, part))
            amount_minor -= part
    return wanted


def want_back_of(
    db: Session,
    payment: Payment,
    *,
    ref: str,
    amount_minor: int | None = None,
    apart_minor: int | None = None,
) -> Wanted | None:
    """So much of this one payment, all that is left without an amount.

    None when less is left, or nothing. The same `ref` again gives what it gave before. Raises
    RefundedAtOrder for more than `apart_minor`, what may go back without the order.
    """
    refunds = RefundRows(db, payment.store_id)
    refunds.take_turns(payment.order_id)
    known = refunds.of_payments([payment.id])
    for row in known:
        if row.ref == ref:
            return Wanted(payment.id, row.id, row.amount_minor)
    left = left_of(payment, known)
    part = left if amount_minor is None else amount_minor
    if not 0 < part <= left:
        return None
    _require_apart(payment, part, apart_minor)
    return _write(refunds, payment, ref, part)


def want_back_again(
    db: Session, payment: Payment, refund_id: int, *, apart_minor: int | None
) -> Wanted:
    """Another refund in the place of one that failed, under a name of its own.

    Raises UnknownRefund; NotRetryable for one that did not fail or was tried again before, or when
    less than its amount is left; RefundedAtOrder for one that the order does not know of.
    """
    refunds = RefundRows(db, payment.store_id)
    refunds.take_turns(payment.order_id)
    known = refunds.of_payments([payment.id])
    failed = next((row for row in known if row.id == refund_id), None)
    if failed is None:
        raise UnknownRefund
    is_open = failed.failed_at is not None and failed.retried_at is None
    if not is_open or failed.amount_minor > left_of(payment, known):
        raise NotRetryable
    _require_apart(payment, failed.amount_minor, apart_minor)
    failed.retried_at = utc_now()
    return _write(refunds, payment, f"{failed.ref} #{failed.id}", failed.amount_minor)


def _require_apart(payment: Payment, amount_minor: int, apart_minor: int | None) -> None:
    if apart_minor is None or amount_minor <= apart_minor:
        return
    raise RefundedAtOrder(
        number=payment.order_number,
        left=f"{to_major(apart_minor, payment.currency):f}",
        currency=payment.currency,
    ).with_facts(order_id=payment.order_id)


def _write(refunds: RefundRows, payment: Payment, ref: str, amount_minor: int) -> Wanted:
    values = {
        "payment_id": payment.id,
        "ref": ref,
        "amount_minor": amount_minor,
        "created_at": utc_now(),
    }
    refund_id = refunds.add(values)
    if refund_id is None:
        raise LookupError(f"refund {ref} of payment {payment.id}")
    return Wanted(payment.id, refund_id, amount_minor)
