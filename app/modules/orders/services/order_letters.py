"""The letters that tell a customer what becomes of an order, in the language of the order.

They are written when the news is handed round, and go into the outbox in that transaction. Where
nobody sends mail, nothing is written. An order that is paid for at once is confirmed by one letter
with its invoice; one that is paid later, or is only authorised, when that is known, and
has another letter when its money came. One that is never paid has none: its shopper saw why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.config import get_settings
from app.kernel.i18n import formats
from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import enqueue
from app.modules.contracts.events import (
    OrderCancelled,
    OrderEvent,
    OrderPaid,
    OrderRefunded,
    OrderShipped,
    ReturnRequested,
)
from app.modules.contracts.mail import Letter, NoMail
from app.modules.orders.models import Order
from app.modules.orders.repositories.fulfilments import Fulfilments
from app.modules.orders.repositories.invoices import Invoices
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.repositories.reversing import Reversing
from app.modules.orders.repositories.store_address import store_and_domain
from app.modules.orders.repositories.timeline import Timeline
from app.modules.orders.services.access_tokens import access_token
from app.modules.orders.services.neighbours import mail_for, payments_for_orders
from app.modules.orders.services.wording import money, spoken, text
from app.modules.tenancy.repositories.store_directory import StoreDirectory

log = structlog.get_logger(__name__)
Paragraphs = Iterator[str]
# The letter's name, its key in the outbox, and what it says.
Written = tuple[str, str, Paragraphs]


def confirm_later(db: Session, store_id: int, order_id: int) -> None:
    """The order is good before it is paid: the customer is told by a job."""
    enqueue(db, CONFIRM, store_id=store_id, order_id=order_id)


def confirm(db: Session, store_id: int, order_id: int) -> None:
    """Says what was ordered and how to pay for it; once, and not where the receipt does."""
    order = OrderBook(db, store_id).find(order_id)
    if order is None or order.paid_at or Timeline(db, store_id).has_letter(order_id, "placed"):
        return
    payments = payments_for_orders().payments_of(db, store_id, order_id)
    asked = [each.next_action or {} for each in payments]
    instructions = [each["text"] for each in asked if each.get("type") == "instructions"]
    paragraphs = chain(_summary(db, order), instructions)
    send_letter(db, order, "placed", f"order:{order.id}:placed", paragraphs)


def write_letter(db: Session, event: OrderEvent) -> None:
    """The reaction to each event that a customer is told of."""
    order = OrderBook(db, event.store_id).find(event.order_id)
    if order is None:
        return
    send_letter(db, order, *_WRITERS[type(event)](db, order, event))


def send_letter(db: Session, order: Order, name: str, key: str, paragraphs: Iterator[str]) -> None:
    """Puts a letter of that name into the outbox; not where nobody sends mail or reads it."""
    mailer = mail_for(db, order)
    if isinstance(mailer, NoMail) or order.customer_email is None:
        return
    locale = spoken(order.locale)
    store, _code, _domain = store_and_domain(db, order.store_id, order.platform_id or 0)
    greeting = text(locale, "orders-mail-greeting", name=order.customer_name or "")
    body = [greeting, *paragraphs, text(locale, "orders-mail-closing", store=store)]
    subject = text(locale, f"orders-mail-{name}-subject", number=order.number, store=store)
    letter = Letter(
        key=key, to=order.customer_email, subject=subject, text="\n\n".join(body), locale=locale
    )
    try:
        mailer.send(db, order.store_id, letter)
    except ValueError:
        log.warning("orders.letter_not_sent", order_id=order.id, letter=key)
        return
    Timeline(db, order.store_id).add(order.id, "mail", at=utc_now(), details={"letter": name})


def statement_received(order: Order, at: datetime, zone: str) -> Paragraphs:
    """What acknowledges a withdrawal, with its time (Directive 2011/83/EU, article 11a(4))."""
    locale = spoken(order.locale)
    when = formats.datetime(at.astimezone(ZoneInfo(zone)), locale, zone=zone)
    yield text(locale, "orders-mail-withdrawal", number=order.number, when=when)


def zone_of(db: Session, order: Order) -> str:
    """The time zone of the order's store."""
    return StoreDirectory(db).time_zone_of_store(order.store_id)


def _summary(db: Session, order: Order) -> Paragraphs:
    lines = OrderBook(db, order.store_id).lines(order.id)
    locale, currency = spoken(order.locale), order.currency
    yield text(locale, "orders-mail-placed", number=order.number)
    rows = [
        text(
            locale,
            "orders-mail-line",
            quantity=str(line.quantity),
            title=line.title,
            amount=money(locale, line.net_minor + line.tax_minor, currency),
        )
        for line in lines
    ]
    shipping = order.shipping_minor + order.shipping_tax_minor
    rows.append(text(locale, "orders-mail-shipping", amount=money(locale, shipping, currency)))
    total = money(locale, order.total_minor, currency)
    rows.append(text(locale, "orders-mail-total", amount=total))
    yield "\n".join(rows)


def _paid(db: Session, order: Order, _event: OrderEvent) -> Written:
    key = f"order:{order.id}:paid"
    if Timeline(db, order.store_id).has_letter(order.id, "placed"):
        return "paid", key, _receipt(db, order, "orders-mail-paid")
    return "placed", key, chain(_summary(db, order), _receipt(db, order, "orders-mail-settled"))


def _receipt(db: Session, order: Order, text_id: str) -> Paragraphs:
    locale = spoken(order.locale)
    paid = money(locale, order.paid_minor, order.currency)
    yield text(locale, text_id, number=order.number, amount=paid)
    invoice = Invoices(db, order.store_id).invoice_of(order.id)
    if invoice is not None:
        yield text(locale, "orders-mail-invoice", url=_document_url(db, order, invoice[0]))


def _document_url(db: Session, order: Order, invoice_id: int) -> str:
    _name, code, domain = store_and_domain(db, order.store_id, order.platform_id or 0)
    start = f"{get_settings().public_address(domain)}/stores/{code}/api/v1/storefront"
    token = access_token(order.store_id, order.number)
    return f"{start}/orders/{order.number}/invoices/{invoice_id}/document?token={token}"


def _shipped(db: Session, order: Order, event: OrderShipped) -> Written:
    return "shipped", f"fulfilment:{event.fulfilment_id}", _parcel(db, order, event)


def _parcel(db: Session, order: Order, event: OrderShipped) -> Paragraphs:
    locale = spoken(order.locale)
    yield text(locale, "orders-mail-shipped", number=order.number)
    parcel = Fulfilments(db, order.store_id).find(order.id, event.fulfilment_id)
    if parcel is not None and parcel.tracking_number:
        url = parcel.tracking_url or ""
        yield text(locale, "orders-mail-tracking", number=parcel.tracking_number, url=url).rstrip()


def _refunded(db: Session, order: Order, event: OrderRefunded) -> Written:
    return "refunded", f"reversal:{event.reversal_id}", _refund(db, order, event)


def _refund(db: Session, order: Order, event: OrderRefunded) -> Paragraphs:
    locale = spoken(order.locale)
    reversal = Reversing(db, order.store_id).find(event.reversal_id)
    amount = money(locale, reversal.refund_minor if reversal else 0, order.currency)
    yield text(locale, "orders-mail-refunded", number=order.number, amount=amount)


def _cancelled(_db: Session, order: Order, _event: OrderEvent) -> Written:
    return "cancelled", f"order:{order.id}:cancelled", _one(order, "orders-mail-cancelled")


def _return(_db: Session, order: Order, event: ReturnRequested) -> Written:
    return "return", f"return:{event.return_id}", _one(order, "orders-mail-return")


def _one(order: Order, text_id: str) -> Paragraphs:
    yield text(spoken(order.locale), text_id, number=order.number)


_WRITERS: dict[type, Callable[..., Written]] = {
    OrderPaid: _paid,
    OrderShipped: _shipped,
    OrderRefunded: _refunded,
    OrderCancelled: _cancelled,
    ReturnRequested: _return,
}
CONFIRM = Job("orders.confirm", confirm)
