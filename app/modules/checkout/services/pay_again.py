"""Pays an order whose first payment came to nothing, for as long as its goods are held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from app.modules.checkout.exceptions import NothingToPay, NotOffered
from app.modules.checkout.services.place_order import Begun, carry_on, order_desk
from app.modules.checkout.services.walk import CheckoutWalk
from app.modules.contracts.payments import (
    PAYMENT_GATEWAY,
    NoPayments,
    PaymentRequest,
    PaymentState,
)
from app.modules.core.services.module_services import service_on
from app.modules.core.services.once import OnceOnly

UNPAID = "pending"
UNDER_WAY = {PaymentState.OPEN, PaymentState.AUTHORISED, PaymentState.CAPTURED}


@dataclass(frozen=True)
class Attempt:
    """Another try: which way, and what the provider needs to know."""

    token: str
    method: str
    details: Mapping[str, str]
    return_url: str | None


def pay_again(walk: CheckoutWalk, once: OnceOnly, attempt: Attempt) -> Response:
    """Opens a new payment for all that is due and asks the provider.

    Raises:
        UnknownCheckout: no order came of that cart.
        NothingToPay: the order is paid, given up, or another payment of it is under way.
        NotOffered: this way to pay is not offered.
    """
    return carry_on(walk, once, attempt.details, lambda: _open(walk, once, attempt))


def _open(walk: CheckoutWalk, once: OnceOnly, attempt: Attempt) -> Begun:
    db, store_id = walk.db, walk.shopper.store_id
    cart, row = walk.ordered(attempt.token)
    gateway = service_on(db, cart.platform_id, PAYMENT_GATEWAY, NoPayments())
    order_id = cart.order_id or 0
    standing = order_desk(db, cart.platform_id).standing(db, store_id, order_id)
    earlier = gateway.payments_of(db, store_id, order_id)
    is_under_way = any(one.state in UNDER_WAY for one in earlier)
    if standing is None or standing.payment_state != UNPAID or is_under_way:
        raise NothingToPay
    due = standing.due_minor
    if due == 0:
        raise NothingToPay
    offered = gateway.methods(
        db, store_id, currency=cart.currency, amount_minor=due, locale=walk.locale
    )
    if attempt.method not in {one.code for one in offered}:
        raise NotOffered().with_facts(field="payment_method", offered=[one.code for one in offered])
    gateway.void(db, store_id, order_id)
    request = PaymentRequest(
        key=f"order:{order_id}:{once.key}",
        order_id=order_id,
        order_number=standing.number,
        method=attempt.method,
        amount_minor=due,
        currency=standing.currency,
        platform_id=cart.platform_id,
        email=row.email,
        locale=walk.locale,
        return_url=attempt.return_url,
        details=attempt.details,
    )
    return Begun(order_id, gateway.open(db, store_id, request), "")
