"""Issues the invoice of an order, and a credit note for whatever is taken back afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.i18n.languages import SUPPORTED_LOCALES
from app.modules.orders.models import Order, OrderLine, Reversal
from app.modules.orders.repositories.invoices import Invoices, Issuer
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.repositories.timeline import Timeline
from app.modules.orders.services.invoice_content import (
    Document,
    DocumentLine,
    content_of,
    left_of,
)
from app.modules.orders.services.wording import sentence, spoken

INVOICE, CREDIT_NOTE = "invoice", "credit_note"
_PREFIXES = {INVOICE: "INV", CREDIT_NOTE: "CN"}


def issue_invoice(
    db: Session, order: Order, at: datetime, lines: Sequence[OrderLine] | None = None
) -> None:
    """The invoice over what the order comes to now; nothing when it has one.

    The last step of the caller's transaction: the counter of the store stays locked until its end.
    """
    invoices = Invoices(db, order.store_id)
    lines = OrderBook(db, order.store_id).lines(order.id) if lines is None else lines
    # Nothing is invoiced before it is paid but what was shipped before.
    is_shipped = any(line.shipped_units for line in lines)
    if is_shipped and invoices.invoice_of(order.id) is not None:
        return
    issuer = invoices.issuer()
    document = Document(
        order,
        lines,
        left_of(lines),
        order.shipping_minor - order.reversed_shipping_minor,
        order.shipping_tax_minor - order.reversed_shipping_tax_minor,
        issuer.values,
        issuer.time_zone,
        note=sentence(_locale(order, issuer), order.tax_note_key),
    )
    _issue(db, invoices, document, issuer, at, kind=INVOICE)


def invoice_to_correct(db: Session, order: Order) -> tuple[int, str] | None:
    """Id and number of the order's invoice, None for an order that has none so far."""
    return Invoices(db, order.store_id).invoice_of(order.id)


def issue_credit_note(
    db: Session,
    order: Order,
    reversal: Reversal,
    all_lines: Sequence[OrderLine],
    lines: Sequence[DocumentLine],
    *,
    corrected: tuple[int, str],
    at: datetime,
) -> None:
    """The credit note of a reversal, for the invoice (id and number) that it corrects."""
    invoices = Invoices(db, order.store_id)
    issuer = invoices.issuer()
    document = Document(
        order,
        all_lines,
        lines,
        reversal.shipping_minor,
        reversal.shipping_tax_minor,
        issuer.values,
        issuer.time_zone,
        corrects=corrected[1],
        reason=reversal.kind,
        note=sentence(_locale(order, issuer), order.tax_note_key),
    )
    _issue(
        db,
        invoices,
        document,
        issuer,
        at,
        kind=CREDIT_NOTE,
        reversal_id=reversal.id,
        invoice_id=corrected[0],
    )


def _issue(
    db: Session,
    invoices: Invoices,
    document: Document,
    issuer: Issuer,
    at: datetime,
    *,
    kind: str,
    reversal_id: int | None = None,
    invoice_id: int | None = None,
) -> None:
    order = document.order
    sequence = invoices.next_sequence(kind)
    number = f"{_PREFIXES[kind]}-{sequence:06d}"
    issued_id = invoices.insert(
        {
            "kind": kind,
            "sequence": sequence,
            "number": number,
            "order_id": order.id,
            "reversal_id": reversal_id,
            "invoice_id": invoice_id,
            "issued_at": at,
            "locale": _locale(order, issuer),
            "currency": order.currency,
            "net_minor": document.net_minor,
            "tax_minor": document.tax_minor,
            "total_minor": document.net_minor + document.tax_minor,
            "content": content_of(document, number, at),
        }
    )
    details = {"kind": kind, "number": number}
    Timeline(db, order.store_id).add(
        order.id, "invoiced", at=at, subject_id=issued_id, details=details
    )


def _locale(order: Order, issuer: Issuer) -> str:
    """The language of the order, or the store's where Stoa does not speak it."""
    return spoken(order.locale if order.locale in SUPPORTED_LOCALES else issuer.locale)
