"""Orders as shoppers see them: their own, and those whose secret they have."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Response
from fastapi.responses import HTMLResponse

from app.kernel.http.schemas import CursorInQuery, IdInPath, LimitInQuery, PageOut
from app.modules.core.services.once import OnceRequired
from app.modules.orders.schemas.order_in import ShopperReturnIn
from app.modules.orders.schemas.order_out import InvoiceOut, OrderSummaryOut, ShopperOrderOut
from app.modules.orders.services.invoice_answers import invoice_answer, invoice_page
from app.modules.orders.services.order_pages import own_orders
from app.modules.orders.services.shopper_orders import (
    ask_return,
    see_order,
    shopper_order,
    withdraw_from,
)
from app.modules.tenancy.dependencies import Db, get_current_storefront_api, public, signed_in
from app.modules.tenancy.services.shoppers import ShopperContext

router = APIRouter(tags=["orders"])
Shopper = Annotated[ShopperContext, Depends(get_current_storefront_api)]
Number = Annotated[str, Path(max_length=32, examples=["7KFM-R29C"])]
_DESCRIPTION = (
    "The `access_token` that the order was answered with; not needed for one's own orders."
)


def _token(
    token: Annotated[str | None, Query(max_length=128, description=_DESCRIPTION)] = None,
    header: Annotated[
        str | None, Header(alias="X-Order-Token", max_length=128, description=_DESCRIPTION)
    ] = None,
) -> str | None:
    return header or token


Token = Annotated[str | None, Depends(_token)]


@router.get("/orders/{number}", dependencies=[public()])
def order(
    db: Db, shopper: Shopper, number: Number, token: Token, response: Response
) -> ShopperOrderOut:
    """An order, for the customer who placed it or with its token."""
    response.headers["Cache-Control"] = "no-store"
    return see_order(db, shopper, number, token)


@router.get("/orders/{number}/invoices/{invoice_id}", dependencies=[public()])
def invoice(
    db: Db, shopper: Shopper, number: Number, invoice_id: IdInPath, token: Token
) -> InvoiceOut:
    """An invoice or credit note of the order."""
    found = shopper_order(db, shopper, number, token)
    return invoice_answer(db, shopper.store_id, found.id, invoice_id)


@router.get(
    "/orders/{number}/invoices/{invoice_id}/document",
    dependencies=[public()],
    response_class=HTMLResponse,
)
def document(
    db: Db, shopper: Shopper, number: Number, invoice_id: IdInPath, token: Token
) -> HTMLResponse:
    """The same as a page to print."""
    found = shopper_order(db, shopper, number, token)
    return HTMLResponse(
        invoice_page(db, shopper.store_id, found.id, invoice_id),
        headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"},
    )


@router.post(
    "/orders/{number}/returns",
    dependencies=[public()],
    response_model=ShopperOrderOut,
    status_code=201,
)
def request_return(
    db: Db,
    shopper: Shopper,
    once: OnceRequired,
    *,
    number: Number,
    token: Token,
    body: ShopperReturnIn,
) -> Response:
    """Asks the store to take goods back; a guest may give the e-mail address for a token."""
    return once.answer(db, lambda: ask_return(db, shopper, number, token, body))


@router.post(
    "/orders/{number}/withdrawal",
    dependencies=[public()],
    response_model=ShopperOrderOut,
    status_code=201,
)
def withdrawal(
    db: Db,
    shopper: Shopper,
    once: OnceRequired,
    *,
    number: Number,
    token: Token,
    body: ShopperReturnIn,
) -> Response:
    """Withdraws from the contract or a part of it: 14 days, without a reason (2011/83/EU, 11a)."""
    return once.answer(db, lambda: withdraw_from(db, shopper, number, token, body))


@router.get("/me/orders", dependencies=[signed_in()])
def my_orders(
    db: Db, shopper: Shopper, cursor: CursorInQuery = None, limit: LimitInQuery = 20
) -> PageOut[OrderSummaryOut]:
    """The orders of the signed-in customer, newest first."""
    return own_orders(db, shopper.store_id, shopper.customer_id or 0, cursor, limit)
