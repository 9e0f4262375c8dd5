"""Makes orders as checkout hands them over, and places them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.money import round_half_up
from app.modules.contracts.metrics import MetricsContext
from app.modules.contracts.orders import NewOrder, NewOrderLine, PlacedOrder, PostalAddress
from app.modules.orders.models import Order, OrderLine
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.repositories.timeline import Timeline
from app.modules.orders.services.order_desk import order_desk
from app.modules.orders.services.order_metrics import order_metrics_provider
from tests.modules.orders.factories import NOON, numbers

HOLD = timedelta(minutes=15)
VAT = Decimal(17)
ADDRESS = PostalAddress(
    name="Ada Muster", line1="1, rue du Test", city="Luxembourg", country="LU", postal_code="L-1111"
)
_keys = count(1)


def taken_apart(charged_minor: int, rate: Decimal = VAT) -> tuple[int, int]:
    """An amount that includes tax as (net, tax)."""
    net = round_half_up(Decimal(charged_minor) * 100 / (100 + rate))
    return net, charged_minor - net


def new_line(
    unit_price_minor: int = 1170, quantity: int = 1, discount_minor: int = 0, **values: object
) -> NewOrderLine:
    """A line priced with 17 per cent of tax in it; 11.70 are 10.00 and 1.70."""
    rate = Decimal(str(values.pop("tax_rate", VAT)))
    net, tax = taken_apart(unit_price_minor * quantity - discount_minor, rate)
    fields: dict[str, object] = {
        "variant_id": 7,
        "sku": "MUG",
        "title": "Mug",
        "quantity": quantity,
        "unit_price_minor": unit_price_minor,
        "discount_minor": discount_minor,
        "net_minor": net,
        "tax_minor": tax,
        "tax_rate": rate,
    }
    return NewOrderLine(**{**fields, **values})  # type: ignore[arg-type]  # fields by name


def new_order(
    platform_id: int,
    lines: Iterable[NewOrderLine] | None = None,
    *,
    shipping_minor: int = 585,
    placed_at: datetime = NOON,
    **values: object,
) -> NewOrder:
    """One mug for 11.70 EUR and shipping for 5.85 EUR unless something else is given."""
    pieces = (new_line(),) if lines is None else tuple(lines)
    net, tax = taken_apart(shipping_minor)
    rates: dict[Decimal, list[int]] = {VAT: [net, tax]}
    for line in pieces:
        sums = rates.setdefault(line.tax_rate or Decimal(0), [0, 0])
        sums[0] += line.net_minor
        sums[1] += line.tax_minor
    fields: dict[str, object] = {
        "key": f"cart-{next(_keys)}",
        "platform_id": platform_id,
        "currency": "EUR",
        "locale": "en",
        "email": "Ada@Example.test",
        "shipping_address": ADDRESS,
        "billing_address": ADDRESS,
        "shipping_code": "parcel",
        "shipping_name": "Parcel",
        "shipping_discount_minor": 0,
        "shipping_net_minor": net,
        "shipping_tax_minor": tax,
        "are_prices_gross": True,
        "tax_scheme": "domestic",
        "tax_rates": [("LU", rate, *sums) for rate, sums in rates.items()],
        "payment_method": "card",
        "hold_until": placed_at + HOLD,
    }
    return NewOrder(
        placed_at=placed_at,
        lines=pieces,
        shipping_minor=shipping_minor,
        **{**fields, **values},  # type: ignore[arg-type]  # fields by name
    )


def place(db: Session, store_id: int, order: NewOrder) -> PlacedOrder:
    """Places the order, which must be possible."""
    placed = order_desk.place(db, store_id, order)
    assert isinstance(placed, PlacedOrder), placed
    return placed


def order_of(db: Session, store_id: int, order_id: int) -> Order:
    """The order as the database has it."""
    order = OrderBook(db, store_id).find(order_id)
    assert order is not None
    return order


def lines_of(db: Session, store_id: int, order_id: int) -> list[OrderLine]:
    return OrderBook(db, store_id).lines(order_id)


def figures(db: Session, store_id: int) -> dict[str, object]:
    """All numbers of all time, as the dashboards would show them."""
    context = MetricsContext(period="all")
    return numbers(order_metrics_provider.get_store_metrics(db, store_id, context))


def row_count(db: Session, table: str) -> int:
    """How many rows of the table are seen."""
    return int(db.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def kinds(db: Session, store_id: int, order_id: int) -> list[str]:
    """What happened to the order, in the order of the timeline."""
    return [event.kind for event in Timeline(db, store_id).of_order(order_id)]
