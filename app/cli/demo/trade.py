"""A store's orders: what was bought, how it was paid and shipped, and what became of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from app.cli.demo.buyers import Visit
from app.cli.demo.catalogue import Assortment, Offer
from app.cli.demo.seeds import SOURCE, LinkSeed, Stage, happens
from app.modules.contracts.orders import OrderIn, OrderLineIn

SHIPPING_MINOR, FREE_SHIPPING_FROM = 590, 9000
SHIPPING_TAX = {"EUR": 17, "GBP": 20}
BASKET = (46, 27, 13, 7, 4, 3)
QUANTITY = (80, 13, 4, 2, 1)
FAILED, CANCELLED, BY_TRANSFER, DISCOUNTED = 0.011, 0.022, 0.07, 0.17


@dataclass(frozen=True)
class Counterparties:
    """The ids that orders point at; none of an absent module."""

    customers: Mapping[str, int]
    platforms: Mapping[str, int]


@dataclass(frozen=True)
class Fate:
    """What happened to an order until now, and when."""

    paid_at: datetime | None = None
    fulfilled_at: datetime | None = None
    cancelled_at: datetime | None = None
    failed_at: datetime | None = None


def orders_of(
    stage: Stage, visits: Iterable[Visit], goods: Assortment, others: Counterparties
) -> Iterator[OrderIn]:
    """One order for each visit, in order of time."""
    dice = stage.dice("orders")
    for number, visit in enumerate(visits, 1):
        lines = _lines(stage, dice, goods, visit.placed_at)
        if lines:
            yield _order(stage, dice, visit, number=number, lines=lines, others=others)


def tax_on(amount_minor: int, percent: int) -> int:
    """Rounded half up: 20 % of 112 is 22, of 113 is 23."""
    return (amount_minor * percent + 50) // 100


def _order(
    stage: Stage,
    dice: Random,
    visit: Visit,
    *,
    number: int,
    lines: tuple[OrderLineIn, ...],
    others: Counterparties,
) -> OrderIn:
    goods_minor = sum(line.gross_minor - line.discount_minor for line in lines)
    shipping = 0 if goods_minor >= FREE_SHIPPING_FROM else SHIPPING_MINOR
    customer = visit.customer
    fate = _fate(stage, dice, visit.placed_at)
    return OrderIn(
        source=SOURCE,
        external_ref=f"order-{number}",
        number=f"{10_000 + number}",
        placed_at=visit.placed_at,
        currency=stage.store.currency,
        lines=lines,
        shipping_minor=shipping,
        shipping_tax_minor=tax_on(shipping, SHIPPING_TAX[stage.store.currency]),
        customer_id=others.customers.get(customer.external_ref),
        customer_name=customer.name,
        customer_email=customer.email,
        country=customer.country,
        platform_id=_platform_id(stage, dice, visit.placed_at, others),
        paid_at=fate.paid_at,
        fulfilled_at=fate.fulfilled_at,
        cancelled_at=fate.cancelled_at,
        failed_at=fate.failed_at,
    )


def _lines(
    stage: Stage, dice: Random, goods: Assortment, moment: datetime
) -> tuple[OrderLineIn, ...]:
    """One to six different articles; now and then with a discount on all of them."""
    (wanted,) = dice.choices(range(1, len(BASKET) + 1), weights=BASKET)
    drawn = [goods.draw(dice, moment) for _ in range(wanted)]
    offers = {offer.sku: offer for offer in drawn if offer is not None}
    percent = dice.choice((5, 10, 10, 15, 20)) if happens(dice, DISCOUNTED) else 0
    return tuple(
        _line(stage, dice, offer, str(position), percent)
        for position, offer in enumerate(offers.values(), 1)
    )


def _line(stage: Stage, dice: Random, offer: Offer, ref: str, percent: int) -> OrderLineIn:
    (quantity,) = dice.choices(range(1, len(QUANTITY) + 1), weights=QUANTITY)
    gross = offer.price_minor * quantity
    discount = tax_on(gross, percent)
    return OrderLineIn(
        external_ref=ref,
        sku=offer.sku,
        title=offer.title,
        quantity=quantity,
        unit_price=Decimal(offer.price_minor) / 100,
        gross_minor=gross,
        discount_minor=discount,
        tax_minor=tax_on(gross - discount, stage.store.tax_percent),
        variant_id=offer.variant_id,
    )


def _fate(stage: Stage, dice: Random, placed_at: datetime) -> Fate:
    """Every order draws as often as any other, so that one's fate does not change the next's."""
    chance, by_transfer = dice.random(), happens(dice, BY_TRANSFER)
    wait = timedelta(hours=dice.uniform(20, 76) if by_transfer else dice.uniform(0.01, 0.08))
    later = timedelta(hours=dice.uniform(1, 20))
    packing = timedelta(hours=dice.uniform(5, 62))
    if chance < FAILED:
        return Fate(failed_at=stage.past(placed_at + (timedelta(days=3) if by_transfer else later)))
    paid_at = stage.past(placed_at + wait)
    if chance < FAILED + CANCELLED:
        cancelled_at = placed_at + later
        paid_before = paid_at if wait < later else None
        return Fate(paid_at=paid_before, cancelled_at=stage.past(cancelled_at))
    return Fate(paid_at=paid_at, fulfilled_at=stage.past(placed_at + wait + packing))


def _platform_id(
    stage: Stage, dice: Random, moment: datetime, others: Counterparties
) -> int | None:
    """One of the platforms that the store sold on that day, by their shares."""
    linked = [link for link in stage.store.links if _is_linked(stage, link, moment)]
    if not linked:
        return None
    (link,) = dice.choices(linked, weights=[link.share for link in linked])
    return others.platforms[link.platform]


def _is_linked(stage: Stage, link: LinkSeed, moment: datetime) -> bool:
    since = stage.today - timedelta(days=link.since_days)
    until = stage.now if link.until_days is None else stage.today - timedelta(days=link.until_days)
    return since <= moment <= until
