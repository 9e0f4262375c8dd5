"""A store's orders: what was bought, how it was paid and shipped, and what became of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from app.cli.demo.buyers import Visit
from app.cli.demo.catalogue import Assortment, Offer
from app.cli.demo.seeds import SOURCE, LinkSeed, Stage, happens
from app.cli.demo.terms import delivery_minor, percent_of, tax_percent, without_tax
from app.kernel.money import round_half_up
from app.modules.contracts.orders import OrderIn, OrderLineIn

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
        lines = _lines(stage, dice, goods, visit)
        if lines:
            yield _order(stage, dice, visit, number=number, lines=lines, others=others)


def _order(
    stage: Stage,
    dice: Random,
    visit: Visit,
    *,
    number: int,
    lines: tuple[OrderLineIn, ...],
    others: Counterparties,
) -> OrderIn:
    customer = visit.customer
    shipping = _shipping_minor(stage, customer.country, lines)
    fate = _fate(stage, dice, visit.placed_at)
    return OrderIn(
        source=SOURCE,
        external_ref=f"order-{number}",
        number=f"{10_000 + number}",
        placed_at=visit.placed_at,
        currency=stage.store.currency,
        lines=lines,
        shipping_minor=shipping,
        shipping_tax_minor=percent_of(shipping, tax_percent(stage.store, customer.country)),
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


def _shipping_minor(stage: Stage, country: str | None, lines: Iterable[OrderLineIn]) -> int:
    """Without tax, as orders have it."""
    goods = sum(line.gross_minor - line.discount_minor + line.tax_minor for line in lines)
    price = without_tax(stage.store, delivery_minor(stage.store, country, goods))
    return round_half_up(price * 100)


def _lines(stage: Stage, dice: Random, goods: Assortment, visit: Visit) -> tuple[OrderLineIn, ...]:
    """One to six different articles; now and then with a discount on all of them."""
    (wanted,) = dice.choices(range(1, len(BASKET) + 1), weights=BASKET)
    drawn = [goods.draw(dice, visit.placed_at) for _ in range(wanted)]
    offers = {offer.sku: offer for offer in drawn if offer is not None}
    percent = dice.choice((5, 10, 10, 15, 20)) if happens(dice, DISCOUNTED) else 0
    return tuple(
        _line(stage, dice, offer, ref=str(ref), percent=percent, country=visit.customer.country)
        for ref, offer in enumerate(offers.values(), 1)
    )


def _line(
    stage: Stage, dice: Random, offer: Offer, *, ref: str, percent: int, country: str | None
) -> OrderLineIn:
    """Prices hold the tax of the store's country; orders tell amounts without it, and the tax."""
    (quantity,) = dice.choices(range(1, len(QUANTITY) + 1), weights=QUANTITY)
    unit_price = without_tax(stage.store, offer.price_minor)
    gross = round_half_up(unit_price * quantity * 100)
    discount = percent_of(gross, percent)
    return OrderLineIn(
        external_ref=ref,
        sku=offer.sku,
        title=offer.title,
        quantity=quantity,
        unit_price=unit_price,
        gross_minor=gross,
        discount_minor=discount,
        tax_minor=percent_of(gross - discount, tax_percent(stage.store, country)),
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
