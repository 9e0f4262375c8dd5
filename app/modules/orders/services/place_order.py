"""Places an order: writes it down, sets its goods aside, and tells whoever cares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.money import to_major
from app.kernel.security.opaque import token_digest
from app.modules.contracts.events import OrderPlaced
from app.modules.contracts.mail import mail_address
from app.modules.contracts.orders import NewOrder, NewOrderLine, OrderSource, PlacedOrder
from app.modules.contracts.stock import Shortage
from app.modules.core.services.figure_change import FigureChange
from app.modules.core.services.reactions import announce
from app.modules.orders.exceptions import NoFreeNumber, OrderIsEmpty
from app.modules.orders.models import Order
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.repositories.order_figures import ORDER_FIGURES
from app.modules.orders.repositories.placing import Placing
from app.modules.orders.repositories.timeline import Timeline
from app.modules.orders.services.access_tokens import access_token
from app.modules.orders.services.complete_payment import complete_payment
from app.modules.orders.services.neighbours import order_ref, stock_on
from app.modules.orders.services.order_amounts import gross_and_discount, tax_of
from app.modules.orders.services.order_letters import confirm_later
from app.modules.orders.services.order_lines import stock_lines
from app.modules.orders.services.order_numbers import new_number

_TRIES = 8


def place_order(db: Session, store_id: int, order: NewOrder) -> PlacedOrder | Sequence[Shortage]:
    """Fulfils `OrderDesk.place`.

    The order is written first, which makes others wait who place the same; where stock is short it
    is taken away again. Raises OrderIsEmpty without lines.
    """
    if not order.lines:
        raise OrderIsEmpty
    placing = Placing(db, store_id)
    number, order_id = _write(placing, store_id, order)
    if order_id is None:
        return _placed(store_id, placing.placed_before(order.key))
    is_free = order.total_minor == 0
    stock, ref = stock_on(db, order.platform_id), order_ref(order_id)
    wanted = stock_lines((line.variant_id, line.quantity) for line in order.lines)
    expires_at = None if is_free else order.hold_until
    shortages = stock.reserve(db, store_id, ref, wanted, expires_at=expires_at)
    if shortages:
        placing.take_back(order_id)
        return shortages
    placing.insert_lines(order_id, [_line_row(order, at) for at in range(len(order.lines))])
    _tell(db, store_id, order_id, order, is_free=is_free)
    token = access_token(store_id, number)
    return PlacedOrder(order_id, number, token, order.total_minor, order.currency)


def _write(placing: Placing, store_id: int, order: NewOrder) -> tuple[str, int | None]:
    """The number and id of the new order; no id when its key was used before."""
    for _ in range(_TRIES):
        number = new_number()
        order_id = placing.insert_order(_order_row(store_id, order, number))
        if order_id is not None or placing.placed_before(order.key) is not None:
            return number, order_id
    raise NoFreeNumber


def _tell(db: Session, store_id: int, order_id: int, order: NewOrder, *, is_free: bool) -> None:
    kinds = ("placed", "paid") if is_free else ("placed",)
    Timeline(db, store_id).add(order_id, *kinds, at=order.placed_at, actor=_actor(order))
    FigureChange(db, store_id, ORDER_FIGURES, order.placed_at).after(order=[order_id])
    announce(db, OrderPlaced(store_id, order_id))
    placed = OrderBook(db, store_id).lock(order_id) if is_free else None
    if placed is not None:
        complete_payment(db, placed, order.placed_at)
    elif order.hold_until is None:
        confirm_later(db, store_id, order_id)


def _actor(order: NewOrder) -> str | None:
    return None if order.customer_id is None else f"customer:{order.customer_id}"


def _placed(store_id: int, known: Order | None) -> PlacedOrder:
    if known is None:
        raise NoFreeNumber
    token = access_token(store_id, known.number)
    return PlacedOrder(known.id, known.number, token, known.total_minor, known.currency)


def _order_row(store_id: int, order: NewOrder, number: str) -> dict[str, Any]:
    goods = [
        gross_and_discount(line, are_prices_gross=order.are_prices_gross) for line in order.lines
    ]
    shipped_to = order.shipping_address or order.billing_address
    return {
        "source": OrderSource.STOREFRONT.value,
        "external_ref": order.key,
        "number": number,
        "platform_id": order.platform_id,
        "customer_id": order.customer_id,
        "customer_name": order.billing_address.name,
        "customer_email": _email(order.email),
        "country": shipped_to.country,
        "currency": order.currency,
        "placed_at": order.placed_at,
        "paid_at": order.placed_at if order.total_minor == 0 else None,
        "gross_minor": sum(gross for gross, _ in goods),
        "discount_minor": sum(discount for _, discount in goods),
        "shipping_minor": order.shipping_net_minor,
        "shipping_tax_minor": order.shipping_tax_minor,
        "tax_minor": tax_of(order),
        "units": sum(line.quantity for line in order.lines),
        "token_digest": token_digest(access_token(store_id, number)),
        "billing_address": asdict(order.billing_address),
        "shipping_address": order.shipping_address and asdict(order.shipping_address),
        "tax_rates": [
            {"country": country, "rate": str(rate), "net_minor": net, "tax_minor": tax}
            for country, rate, net, tax in order.tax_rates
        ],
        "promotions": [
            {"name": name, "code": code, "amount_minor": amount}
            for name, code, amount in order.promotions
        ],
        **{name: getattr(order, name) for name in _COPIED},
    }


def _email(given: str) -> str:
    """In the one form in which addresses are compared; an odd one as it is, in lower case."""
    try:
        return mail_address(given)
    except ValueError:
        return given.strip().lower()


_COPIED = (
    "locale",
    "vat_id",
    "note",
    "shipping_code",
    "shipping_name",
    "shipping_discount_minor",
    "are_prices_gross",
    "tax_scheme",
    "tax_note_key",
    "seller_vat_id",
    "payment_method",
    "hold_until",
)


def _line_row(order: NewOrder, at: int) -> dict[str, Any]:
    line: NewOrderLine = order.lines[at]
    gross, discount = gross_and_discount(line, are_prices_gross=order.are_prices_gross)
    return {
        "external_ref": str(at + 1),
        "position": at,
        "sku": line.sku,
        "title": line.title,
        "variant_id": line.variant_id,
        "quantity": line.quantity,
        "unit_price": to_major(line.unit_price_minor, order.currency),
        "gross_minor": gross,
        "discount_minor": discount,
        "priced_discount_minor": line.discount_minor,
        "tax_minor": line.tax_minor,
        "tax_rate": line.tax_rate,
        "tax_class": line.tax_class,
        "needs_shipping": line.needs_shipping,
        "weight_grams": line.weight_grams,
    }
