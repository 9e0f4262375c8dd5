"""Invoices and their issuer as answers of the API."""

from __future__ import annotations

from sqlalchemy.orm import Session
from starlette.requests import Request

from app.kernel.http.schemas import MoneyOut
from app.kernel.http.versions import VersionChanged, require_version
from app.modules.orders.exceptions import UnknownInvoice, UnknownOrder
from app.modules.orders.models import Invoice
from app.modules.orders.repositories.invoices import SELLER_FIELDS, Invoices
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.repositories.sellers import Sellers
from app.modules.orders.schemas.order_in import SellerIn
from app.modules.orders.schemas.order_out import InvoiceOut, InvoiceSummaryOut, SellerOut
from app.modules.orders.services.documents import document_html
from app.modules.orders.services.order_answers import invoice_summaries

NOT_ENTERED = 0


def invoices_answer(db: Session, store_id: int, order_id: int) -> list[InvoiceSummaryOut]:
    """The documents of an order. Raises UnknownOrder."""
    if OrderBook(db, store_id).find(order_id) is None:
        raise UnknownOrder
    return invoice_summaries(Invoices(db, store_id).of_order(order_id))


def invoice_answer(db: Session, store_id: int, order_id: int, invoice_id: int) -> InvoiceOut:
    """One document. Raises UnknownInvoice."""
    invoice = _find(db, store_id, order_id, invoice_id)
    return InvoiceOut(
        id=invoice.id,
        kind=invoice.kind,
        number=invoice.number,
        issued_at=invoice.issued_at,
        total=MoneyOut.of(invoice.total_minor, invoice.currency),
        locale=invoice.locale,
        content=invoice.content,
    )


def invoice_page(db: Session, store_id: int, order_id: int, invoice_id: int) -> str:
    """One document to be printed, in the language of the order. Raises UnknownInvoice."""
    invoice = _find(db, store_id, order_id, invoice_id)
    return document_html(invoice.kind, invoice.content, invoice.locale)


def seller_answer(db: Session, store_id: int) -> SellerOut:
    """What the team entered, else what invoices say without it; version 0 then."""
    seller = Sellers(db, store_id).find()
    if seller is not None:
        return SellerOut.model_validate(seller)
    values = Invoices(db, store_id).issuer().values
    return SellerOut(**{name: values[name] for name in SELLER_FIELDS}, version=NOT_ENTERED)


def change_seller(db: Session, store_id: int, request: Request, wanted: SellerIn) -> SellerOut:
    """Invoices that were issued stay as they are. Raises VersionMissing, VersionChanged."""
    sellers = Sellers(db, store_id)
    seller = sellers.lock()
    require_version(request, NOT_ENTERED if seller is None else seller.version)
    if seller is None:
        if not sellers.insert(wanted.model_dump()):
            raise VersionChanged
        return seller_answer(db, store_id)
    for name, value in wanted.model_dump().items():
        setattr(seller, name, value)
    seller.version += 1
    sellers.save()
    return SellerOut.model_validate(seller)


def _find(db: Session, store_id: int, order_id: int, invoice_id: int) -> Invoice:
    invoice = Invoices(db, store_id).find(order_id, invoice_id)
    if invoice is None:
        raise UnknownInvoice
    return invoice
