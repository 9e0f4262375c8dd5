"""Payments as the store's API answers with them."""

from __future__ import annotations

from collections.abc import Sequence

from app.kernel.http.schemas import MoneyOut
from app.modules.payments.models import Attempt, Payment, Refund
from app.modules.payments.schemas.payments import (
    AttemptOut,
    PaymentDetailOut,
    PaymentOut,
    RefundOut,
)
from app.modules.payments.services.refunding import left_of


def payment_out(row: Payment, refunds: Sequence[Refund]) -> PaymentOut:
    """A payment in a list; `refunds` may be those of other payments too."""
    currency = row.currency
    return PaymentOut(
        id=row.id,
        order_id=row.order_id,
        order_number=row.order_number,
        method=row.method,
        provider=row.provider,
        state=row.state,
        amount=MoneyOut.of(row.amount_minor, currency),
        captured=MoneyOut.of(row.captured_minor, currency),
        refunded=MoneyOut.of(row.refunded_minor, currency),
        refundable=MoneyOut.of(left_of(row, refunds), currency),
        decline_code=row.decline_code,
        reference=row.reference,
        created_at=row.created_at,
        authorised_at=row.authorised_at,
        captured_at=row.captured_at,
        declined_at=row.declined_at,
        voided_at=row.voided_at,
    )


def detail_out(
    row: Payment, attempts: Sequence[Attempt], refunds: Sequence[Refund]
) -> PaymentDetailOut:
    """A payment with everything."""
    return PaymentDetailOut(
        **dict(payment_out(row, refunds)),
        attempts=[_attempt_out(attempt) for attempt in attempts],
        refunds=[_refund_out(refund, row.currency) for refund in refunds],
    )


def _attempt_out(attempt: Attempt) -> AttemptOut:
    return AttemptOut(
        outcome=attempt.outcome,
        amount=MoneyOut.of(attempt.amount_minor, attempt.currency),
        happened_at=attempt.happened_at,
        decline_code=attempt.decline_code,
    )


def _refund_out(refund: Refund, currency: str) -> RefundOut:
    return RefundOut(
        id=refund.id,
        ref=refund.ref,
        amount=MoneyOut.of(refund.amount_minor, currency),
        created_at=refund.created_at,
        refunded_at=refund.refunded_at,
        failed_at=refund.failed_at,
        failure_code=refund.failure_code,
        retried_at=refund.retried_at,
    )
