"""The carts of a store's visitors, over the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.responses import Response

from app.kernel.http.schemas import IdInPath
from app.modules.cart.schemas.carts import CartIn, CartOut, CodesIn, LineIn, MergeIn, QuantityIn
from app.modules.cart.services.cart_answers import cart_changes, cart_out
from app.modules.cart.services.change_cart import CartChanges
from app.modules.core.services.once import Once
from app.modules.tenancy.dependencies import Db, public, signed_in

router = APIRouter(tags=["cart"])
Token = Annotated[
    str,
    Path(
        min_length=1,
        max_length=64,
        description="The cart's secret token, or `me`: the open cart of whoever is signed in.",
    ),
]
Changes = Annotated[CartChanges, Depends(cart_changes)]


@router.post("/carts", dependencies=[public()], status_code=201, response_model=CartOut)
def open_cart(db: Db, changes: Changes, once: Once, body: CartIn) -> Response:
    """Begin a cart; keep its token, which is told only here."""
    return once.answer(db, lambda: cart_out(*changes.open(body.wanted, body.codes, body.currency)))


@router.get("/carts/{token}", dependencies=[public()])
def see_cart(changes: Changes, token: Token) -> CartOut:
    """The cart at today's prices, with what is different from when it was last changed."""
    return cart_out(token, changes.see(token))


@router.post("/carts/{token}/lines", dependencies=[public()], response_model=CartOut)
def put_into_cart(db: Db, changes: Changes, token: Token, once: Once, body: LineIn) -> Response:
    """Put so many more units of a variant into the cart."""
    return once.answer(
        db,
        lambda: cart_out(token, changes.put(token, body.variant_id, body.quantity)),
        status=200,
    )


@router.patch("/carts/{token}/lines/{line_id}", dependencies=[public()])
def change_quantity(changes: Changes, token: Token, line_id: IdInPath, body: QuantityIn) -> CartOut:
    """Set the units of a line; 0 takes it out."""
    return cart_out(token, changes.set_quantity(token, line_id, body.quantity))


@router.delete("/carts/{token}/lines/{line_id}", dependencies=[public()])
def take_out(changes: Changes, token: Token, line_id: IdInPath) -> CartOut:
    """Take a line out of the cart."""
    return cart_out(token, changes.set_quantity(token, line_id, 0))


@router.put("/carts/{token}/codes", dependencies=[public()])
def set_codes(changes: Changes, token: Token, body: CodesIn) -> CartOut:
    """Say which codes were typed; each tells whether it does anything, and why not."""
    return cart_out(token, changes.set_codes(token, body.codes))


@router.post("/me/cart/merge", dependencies=[signed_in()])
def merge_cart(changes: Changes, body: MergeIn) -> CartOut:
    """Take the visitor's cart over after signing in; its token stays good."""
    return cart_out(*changes.merge(body.token))
