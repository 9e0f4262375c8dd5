"""What came of buying, as the storefront's API answers it."""

from __future__ import annotations

from app.kernel.http.schemas import MoneyOut
from app.modules.checkout.schemas.checkouts import OrderedOut, PaymentOut, PlacedOut
from app.modules.contracts.orders import OrderStanding
from app.modules.contracts.payments import Payment


def placed_out(standing: OrderStanding, access_token: str, payment: Payment | None) -> PlacedOut:
    """The order and its payment as they stand; a token that is not told is ""."""
    return PlacedOut(
        order=OrderedOut(
            order_id=standing.order_id,
            number=standing.number,
            access_token=access_token or None,
            state=standing.state,
            payment_state=standing.payment_state,
            fulfilment_state=standing.fulfilment_state,
            total=MoneyOut.of(standing.total_minor, standing.currency),
            paid=MoneyOut.of(standing.paid_minor, standing.currency),
        ),
        payment=None if payment is None else payment_out(payment),
    )


def payment_out(payment: Payment) -> PaymentOut:
    """The payment as a shopper may see it."""
    return PaymentOut(
        payment_id=payment.payment_id,
        method=payment.method,
        state=payment.state,
        amount=MoneyOut.of(payment.amount_minor, payment.currency),
        captured=MoneyOut.of(payment.captured_minor, payment.currency),
        decline_code=payment.decline_code,
        next_action=None if payment.next_action is None else dict(payment.next_action),
    )
