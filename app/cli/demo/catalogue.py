"""A store's products, and what of them can be sold when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate, product
from random import Random

from app.cli.demo.goods import GOODS, Goods
from app.cli.demo.seeds import SOURCE, Stage, happens
from app.cli.demo.terms import tax_class_of
from app.modules.contracts.catalog import ProductIn, VariantIn

DRAFT, ARCHIVED, FEATURED, OLD = 0.06, 0.06, 0.09, 0.68


@dataclass(frozen=True)
class Offer:
    """A variant that can be ordered between two moments; `variant_id` None without a catalogue."""

    sku: str
    title: str
    price_minor: int
    available_from: datetime
    available_until: datetime
    created_at: datetime
    variant_id: int | None


@dataclass(frozen=True)
class Assortment:
    """All offers of a store, the best-selling first, with the weights to draw them by."""

    offers: tuple[Offer, ...]
    weights: tuple[float, ...]

    def draw(self, dice: Random, moment: datetime) -> Offer | None:
        """An offer that could be ordered then; a few best-sellers make most of the sales."""
        for _ in range(12):
            (offer,) = dice.choices(self.offers, cum_weights=self.weights)
            if offer.available_from <= moment < offer.available_until:
                return offer
        return None


def products_of(stage: Stage) -> list[ProductIn]:
    """The products of a store: most older than its history, others added since."""
    dice = stage.dice("catalogue")
    goods = GOODS[stage.store.goods]
    names = [f"{look} {thing}" for look, thing in product(goods.looks, goods.things)]
    chosen = dice.sample(names, min(stage.store.products, len(names)))
    return [_product(stage, dice, goods, number, title) for number, title in enumerate(chosen, 1)]


def assortment(
    stage: Stage, products: Sequence[ProductIn], variant_ids: Mapping[str, int]
) -> Assortment:
    """What of the products was ever public."""
    dice = stage.dice("popularity")
    offers = [
        Offer(
            sku=variant.sku,
            title=f"{item.title}, {variant.title}" if len(item.variants) > 1 else item.title,
            price_minor=variant.price_minor or 0,
            available_from=item.published_at,
            available_until=item.archived_at or stage.now + timedelta(days=1),
            created_at=item.created_at,
            variant_id=variant_ids.get(variant.sku),
        )
        for item in products
        if item.published_at is not None
        for variant in item.variants
    ]
    dice.shuffle(offers)
    weights = accumulate(1 / (rank + 4) ** 0.8 for rank in range(len(offers)))
    return Assortment(tuple(offers), tuple(weights))


def _product(stage: Stage, dice: Random, goods: Goods, number: int, title: str) -> ProductIn:
    created_at = _created_at(stage, dice)
    product = ProductIn(
        source=SOURCE,
        external_ref=f"product-{number}",
        title=title,
        created_at=created_at,
        variants=_variants(stage, dice, goods, number),
        tax_class=tax_class_of(stage.store),
    )
    published_at = created_at + timedelta(hours=dice.uniform(2, 90))
    is_draft = number > 1 and happens(dice, DRAFT)
    if is_draft or published_at >= stage.today:
        return product
    return _later(stage, dice, replace(product, published_at=published_at), published_at)


def _later(stage: Stage, dice: Random, product: ProductIn, published_at: datetime) -> ProductIn:
    """Some are taken out of the range again, others put in the window for a while."""
    if happens(dice, ARCHIVED):
        return replace(product, archived_at=_between(dice, published_at, stage.today))
    if not happens(dice, FEATURED):
        return product
    featured_at = _between(dice, max(published_at, stage.start), stage.today)
    unfeatured_at = stage.past(featured_at + timedelta(days=dice.randint(20, 200)))
    return replace(product, featured_at=featured_at, unfeatured_at=unfeatured_at)


def _created_at(stage: Stage, dice: Random) -> datetime:
    """Two thirds were there when the history begins, the others came one by one."""
    if happens(dice, OLD):
        return stage.start - dice.uniform(0.03, 1) * stage.before
    return _between(dice, stage.start, min(stage.today, stage.end))


def _variants(stage: Stage, dice: Random, goods: Goods, number: int) -> tuple[VariantIn, ...]:
    low, high = goods.prices
    price = round(low * (high / low) ** (dice.random() ** 1.4))
    prefix = "".join(word[0] for word in stage.store.code.split("-")).upper()
    count = dice.choice((1, len(goods.options)))
    ending = dice.choice((0, 50, 90, 95))
    return tuple(
        VariantIn(
            sku=f"{prefix}-{number:03d}-{step + 1}",
            title=goods.options[step],
            price_minor=round(price * (1 + 0.3 * step)) * 100 + ending,
            currency=stage.store.currency,
        )
        for step in range(count)
    )


def _between(dice: Random, start: datetime, end: datetime) -> datetime:
    return start + (end - start) * dice.random()
