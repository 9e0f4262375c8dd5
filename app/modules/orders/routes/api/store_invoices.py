"""Invoices and credit notes of a store's orders, and who issues them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from app.kernel.http.schemas import IdInPath
from app.kernel.http.versions import etag_of
from app.modules.orders.schemas.order_in import SellerIn
from app.modules.orders.schemas.order_out import InvoiceOut, InvoiceSummaryOut, SellerOut
from app.modules.orders.services.invoice_answers import (
    change_seller,
    invoice_answer,
    invoice_page,
    invoices_answer,
    seller_answer,
)
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["invoices"])
User = Annotated[UserContext, Depends(get_current_store_api)]
VIEW = [needs("orders.view")]


@router.get("/orders/{order_id}/invoices", dependencies=VIEW)
def invoices(db: Db, user: User, order_id: IdInPath) -> list[InvoiceSummaryOut]:
    """The invoice of an order and its credit notes, the oldest first."""
    return invoices_answer(db, user.store_id, order_id)


@router.get("/orders/{order_id}/invoices/{invoice_id}", dependencies=VIEW)
def invoice(db: Db, user: User, order_id: IdInPath, invoice_id: IdInPath) -> InvoiceOut:
    """One document as it was issued."""
    return invoice_answer(db, user.store_id, order_id, invoice_id)


@router.get(
    "/orders/{order_id}/invoices/{invoice_id}/document",
    dependencies=VIEW,
    response_class=HTMLResponse,
)
def document(db: Db, user: User, order_id: IdInPath, invoice_id: IdInPath) -> HTMLResponse:
    """One document as a page to print."""
    return HTMLResponse(invoice_page(db, user.store_id, order_id, invoice_id))


@router.get("/invoice-seller", dependencies=VIEW)
def seller(db: Db, user: User, response: Response) -> SellerOut:
    """Who sells, as invoices say it; version 0 while nothing was entered."""
    answer = seller_answer(db, user.store_id)
    response.headers["ETag"] = etag_of(answer.version)
    return answer


@router.put("/invoice-seller", dependencies=[needs("orders.refund")])
def put_seller(
    db: Db, user: User, request: Request, response: Response, body: SellerIn
) -> SellerOut:
    """From the next invoice on; needs If-Match."""
    answer = change_seller(db, user.store_id, request, body)
    response.headers["ETag"] = etag_of(answer.version)
    return answer
