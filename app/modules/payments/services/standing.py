"""A payment's row as the value that crosses to other modules, and as what a provider is asked."""

from __future__ import annotations

from collections.abc import Mapping

from app.modules.contracts.payments import UNDECIDED, Payment, PaymentState
from app.modules.payments.models import Payment as PaymentRow
from app.modules.payments.providers.provider import Charge


def standing_of(row: PaymentRow, returning_minor: int = 0, refund_failed_minor: int = 0) -> Payment:
    """Where the payment stands; the sums are of its refunds, where they were read."""
    return Payment(
        payment_id=row.id,
        order_id=row.order_id,
        method=row.method,
        state=row.state,
        amount_minor=row.amount_minor,
        captured_minor=row.captured_minor,
        refunded_minor=row.refunded_minor,
        currency=row.currency,
        decline_code=row.decline_code if row.state is PaymentState.DECLINED else None,
        next_action=row.next_action if row.state in UNDECIDED else None,
        returning_minor=returning_minor,
        refund_failed_minor=refund_failed_minor,
    )


def charge_of(row: PaymentRow, details: Mapping[str, str] | None = None) -> Charge:
    """What a provider is asked about the payment."""
    return Charge(
        key=row.provider_key,
        order_number=row.order_number,
        amount_minor=row.amount_minor,
        currency=row.currency,
        reference=row.reference,
        is_captured_later=row.is_captured_later,
        return_url=row.return_url,
        details=dict(details or {}),
        lacks_details=row.has_details and not details,
        is_repeated=row.asks > 1,
    )


def refund_key(provider_key: str, refund_id: int) -> str:
    """The name of a refund towards the provider, which knows the payment by its key."""
    return f"{provider_key}-r{refund_id}"
