"""From a cart to an order, over the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.responses import Response

from app.modules.checkout.schemas.checkouts import (
    CheckoutIn,
    CheckoutOut,
    PayIn,
    PlacedOut,
    PlaceIn,
)
from app.modules.checkout.services.checkout_answers import (
    checkout_out,
    checkout_walk,
    said,
)
from app.modules.checkout.services.pay_again import Attempt, pay_again
from app.modules.checkout.services.place_order import Wish, place_order
from app.modules.checkout.services.walk import CheckoutWalk
from app.modules.core.services.once import OnceRequired
from app.modules.tenancy.dependencies import public

router = APIRouter(tags=["checkout"])
Token = Annotated[
    str,
    Path(
        min_length=1,
        max_length=64,
        description="The cart's secret token, or `me`: the open cart of whoever is signed in.",
    ),
]
Walk = Annotated[CheckoutWalk, Depends(checkout_walk)]


@router.get("/checkouts/{token}", dependencies=[public()])
def see_checkout(walk: Walk, token: Token) -> CheckoutOut:
    """What was said so far, what it comes to, and what is missing."""
    return checkout_out(token, *walk.see(token))


@router.patch("/checkouts/{token}", dependencies=[public()])
def say(walk: Walk, token: Token, body: CheckoutIn) -> CheckoutOut:
    """Say who buys, where it goes, and how it is delivered and paid, in any order."""
    return checkout_out(token, *walk.say(token, said(body)))


@router.post(
    "/checkouts/{token}/order",
    dependencies=[public()],
    status_code=201,
    response_model=PlacedOut,
)
def buy(walk: Walk, token: Token, once: OnceRequired, body: PlaceIn) -> Response:
    """Place the order and pay it; a declined payment leaves the order to be paid another way."""
    details, url = body.payment_details, body.return_url
    wish = Wish(token, said(body), body.expected_total_minor, details, url)
    return place_order(walk, once, wish)


@router.post(
    "/checkouts/{token}/payments",
    dependencies=[public()],
    status_code=201,
    response_model=PlacedOut,
)
def pay(walk: Walk, token: Token, once: OnceRequired, body: PayIn) -> Response:
    """Pay the order another way while its goods are held."""
    attempt = Attempt(token, body.payment_method, body.payment_details, body.return_url)
    return pay_again(walk, once, attempt)
