"""From when until when which card of a product counts: one row for each stretch of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from app.kernel.http.schemas import MOST_MINOR
from app.kernel.i18n.languages import SUPPORTED_LOCALES
from app.modules.catalog.repositories.product_facts import PriceFacts, ProductFacts, StoreFacts
from app.modules.catalog.services.card_json import (
    Prices,
    amount_of,
    as_json,
    card_of,
    detail_of,
    lowest,
)
from app.modules.catalog.services.localised import Words
from app.modules.catalog.services.slugs import sort_key

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
# More changes than these are not planned ahead; the cards are made anew before they run out.
MOST_AHEAD = 24
WITHOUT_PRICE = MOST_MINOR * 10


@dataclass(frozen=True)
class Stretch:
    """A time in which nothing changes, in one currency; `moment` is one in it, not yet past."""

    currency: str
    valid_from: datetime
    valid_until: datetime
    moment: datetime


def shown_from(product: ProductFacts) -> datetime:
    """When it appears; FOREVER for a draft."""
    if product.published_at is None:
        return FOREVER
    return max(product.created_at, product.published_at)


def next_change(product: ProductFacts, now: datetime) -> datetime:
    """When what is shown of it changes next; FOREVER if nobody has planned anything."""
    return min((moment for moment in _moments(product) if moment > now), default=FOREVER)


def card_rows(product: ProductFacts, store: StoreFacts, now: datetime) -> list[dict[str, Any]]:
    """The rows of `catalog_card` for the product, from now on; none once it is archived."""
    languages = [Words(locale, store.locale) for locale in (store.locale, *SUPPORTED_LOCALES)]
    return [
        row
        for stretch in _stretches(product, store, now)
        if (row := _row(product, store, stretch, languages)) is not None
    ]


def prices_at(product: ProductFacts, currency: str, moment: datetime) -> dict[int, PriceFacts]:
    """The price of each variant that has one in the currency."""
    found: dict[int, PriceFacts] = {}
    for price in product.prices:
        if price.currency == currency and price.valid_from <= moment:
            found[price.variant_id] = price
    return {key: price for key, price in found.items() if price.amount_minor is not None}


def is_featured_at(product: ProductFacts, moment: datetime) -> bool:
    """Whether the store puts it in front then."""
    if product.featured_at is None or product.featured_at > moment:
        return False
    return product.unfeatured_at is None or product.unfeatured_at > moment


def spoken_of(product: ProductFacts, store: StoreFacts) -> set[str]:
    """The languages in which anything of the product is said."""
    spoken = {*product.translations, *product.slugs}
    for option in product.options:
        spoken.update(option.get("translations", {}))
    for image in product.images:
        spoken.update(image.get("alt", {}))
    for code in product.attributes.keys() & store.attributes.keys():
        attribute = store.attributes[code]
        spoken.update(attribute.translations)
        for choice in attribute.choices:
            spoken.update(choice.get("translations", {}))
    return spoken


def _moments(product: ProductFacts) -> list[datetime]:
    times = (product.archived_at, product.featured_at, product.unfeatured_at)
    planned = [price.valid_from for price in product.prices]
    return [shown_from(product), *(time for time in times if time is not None), *planned]


def _stretches(product: ProductFacts, store: StoreFacts, now: datetime) -> Iterator[Stretch]:
    begins, ends = shown_from(product), product.archived_at or FOREVER
    if begins >= ends or ends <= now:
        return
    seen_from = max(begins, now)
    changes = sorted({moment for moment in _moments(product) if seen_from < moment < ends})
    bounds = [begins, *changes[:MOST_AHEAD], ends]
    currencies = {store.currency, *(price.currency for price in product.prices)}
    for currency in sorted(currencies):
        for start, end in pairwise(bounds):
            yield Stretch(currency, start, end, max(start, seen_from))


def _row(
    product: ProductFacts, store: StoreFacts, stretch: Stretch, languages: list[Words]
) -> dict[str, Any] | None:
    """None where the product has no price in a currency that is not the store's own."""
    prices = prices_at(product, stretch.currency, stretch.moment)
    if not prices and stretch.currency != store.currency:
        return None
    is_featured = is_featured_at(product, stretch.moment)
    return {
        "product_id": product.id,
        "currency": stretch.currency,
        "valid_from": stretch.valid_from.isoformat(),
        "valid_until": stretch.valid_until.isoformat(),
        "published_at": shown_from(product).isoformat(),
        "is_featured": is_featured,
        "price_key": _price_key(product, prices),
        "category_id": next(iter(product.category_ids), None),
        "variant_ids": [
            one.id for one in product.variants if amount_of(prices, one.id) is not None
        ],
        "brand": product.brand,
        "tags": list(product.tags),
        **_texts(product, store, prices, languages, is_featured=is_featured),
    }


def _price_key(product: ProductFacts, prices: Prices) -> int:
    cheapest = lowest(product, prices)
    amount = None if cheapest is None else amount_of(prices, cheapest)
    return WITHOUT_PRICE if amount is None else amount


def _texts(
    product: ProductFacts,
    store: StoreFacts,
    prices: Prices,
    languages: list[Words],
    *,
    is_featured: bool,
) -> dict[str, Any]:
    """Card and detail in the store's own language, and in others where they are not the same."""
    own, *others = languages
    card = card_of(product, prices, own, is_featured=is_featured)
    detail = detail_of(product, prices, own, store)
    own_key = sort_key(card["title"])
    texts: dict[str, str | None] = {"card": as_json(card), "detail": as_json({**card, **detail})}
    spoken = spoken_of(product, store)
    for words in others:
        if not words.reads_any(spoken):
            locale = words.locale
            texts |= {f"title_{locale}": own_key, f"card_{locale}": None, f"detail_{locale}": None}
            continue
        titled = card_of(product, prices, words, is_featured=is_featured)
        told = detail_of(product, prices, words, store)
        differs = (titled, told) != (card, detail)
        texts |= {
            f"title_{words.locale}": sort_key(titled["title"]),
            f"card_{words.locale}": as_json(titled) if titled != card else None,
            f"detail_{words.locale}": as_json({**titled, **told}) if differs else None,
        }
    return texts
