"""What shoppers see of a product, made from its facts: pure, and the same for all who look.

Stock is not in it: `AVAILABILITY` marks where it belongs, and category and availability of a list's
item are added behind its last field when it is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.kernel.money import to_major
from app.modules.catalog.repositories.product_facts import (
    PriceFacts,
    ProductFacts,
    StoreFacts,
    VariantFacts,
)
from app.modules.catalog.services.localised import Words
from app.modules.catalog.services.unit_price import unit_price

Json = dict[str, Any]
Prices = Mapping[int, PriceFacts]


def as_json(value: object) -> str:
    """Compact JSON; "&" and "<" stay as they are, it is no HTML."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def money(amount_minor: int, currency: str) -> dict[str, Any]:
    """An amount as all of the API gives it."""
    return {
        "amount_minor": amount_minor,
        "currency": currency,
        "amount": f"{to_major(amount_minor, currency):f}",
    }


def lowest(product: ProductFacts, prices: Prices) -> int | None:
    """The variant that costs least, the first of several; None where none has a price."""
    priced = [one.id for one in product.variants if amount_of(prices, one.id) is not None]
    return min(priced, key=lambda variant_id: amount_of(prices, variant_id) or 0, default=None)


def amount_of(prices: Prices, variant_id: int) -> int | None:
    """What the variant costs, in minor units."""
    found = prices.get(variant_id)
    return None if found is None else found.amount_minor


def card_of(product: ProductFacts, prices: Prices, words: Words, *, is_featured: bool) -> Json:
    """An item of a list, without category and availability."""
    cheapest = lowest(product, prices)
    amounts = {amount_of(prices, one.id) for one in product.variants} - {None}
    return {
        "id": product.id,
        "slug": words.pick(product.slugs, str(product.id)),
        "title": words.text(product.title, product.translations, "title"),
        "brand": product.brand,
        "price": _price(prices, cheapest),
        "compare_at": _compare_at(prices, cheapest),
        "price_varies": len(amounts) > 1,
        "unit_price": _unit_price(product, prices, cheapest),
        "image": _image(product.images[0], words) if product.images else None,
        "is_featured": is_featured,
        "variant_count": len(product.variants),
        "variant_id": product.variants[0].id if len(product.variants) == 1 else None,
        "published_at": None if product.published_at is None else product.published_at.isoformat(),
    }


def detail_of(product: ProductFacts, prices: Prices, words: Words, store: StoreFacts) -> Json:
    """What a product's own page has beyond its card; availability marked."""

    def said(name: str) -> str:
        return words.text(getattr(product, name), product.translations, name)

    return {
        "description": said("description"),
        "seo": {"title": said("seo_title"), "description": said("seo_description")},
        "slugs": product.slugs,
        "tags": product.tags,
        "tax_class": product.tax_class,
        "needs_shipping": product.needs_shipping,
        "images": [_image(image, words) for image in product.images],
        "options": [_option(option, words) for option in product.options],
        "attributes": attributes_of(product, words, store),
        "variants": [_variant(one, product, prices, words) for one in product.variants],
    }


def _variant(one: VariantFacts, product: ProductFacts, prices: Prices, words: Words) -> Json:
    amount, price = amount_of(prices, one.id), prices.get(one.id)
    measured = None
    if amount is not None and price is not None:
        measured = _measured(one, amount, price.currency)
    return {
        "id": one.id,
        "sku": one.sku,
        "title": variant_title(one.choices, one.title, product.options, words),
        "choices": list(one.choices),
        "price": _price(prices, one.id),
        "compare_at": _compare_at(prices, one.id),
        "unit_price": measured,
        "weight_grams": one.weight_grams,
        "barcode": one.barcode,
        "image_url": one.image_url or None,
        "availability": {"is_available": False} if amount is None else f"@{one.id}",
    }


def variant_title(
    choices: tuple[str, ...], title: str, options: list[dict[str, Any]], words: Words
) -> str:
    """The choice in words, "Blue / M"; the variant's own title where the product has no options."""
    if not choices:
        return title
    named = [
        words.value(choice, option.get("translations", {}), choice)
        for choice, option in zip(choices, options, strict=False)
    ]
    return " / ".join(named or choices)


def attributes_of(product: ProductFacts, words: Words, store: StoreFacts) -> list[dict[str, Any]]:
    """Code, name, value and what the value is called, in the order of the store's attributes."""
    return [
        {
            "code": code,
            "name": words.text(attribute.name, attribute.translations, "name"),
            "kind": attribute.kind,
            "unit": attribute.unit,
            "value": product.attributes[code],
            "label": _label(product.attributes[code], attribute.choices, words),
        }
        for code, attribute in store.attributes.items()
        if code in product.attributes and attribute.is_shown
    ]


def _label(value: object, choices: list[dict[str, Any]], words: Words) -> str:
    for choice in choices:
        if choice["code"] == value:
            return words.text(choice["name"], choice.get("translations", {}), "name")
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{Decimal(str(value)):f}" if isinstance(value, int | float) else str(value)


def _option(option: Mapping[str, Any], words: Words) -> dict[str, Any]:
    translations = option.get("translations", {})
    return {
        "name": words.text(option["name"], translations, "name"),
        "values": [
            {"value": value, "label": words.value(value, translations, value)}
            for value in option["values"]
        ],
    }


def _image(image: Mapping[str, Any], words: Words) -> dict[str, Any]:
    return {
        "url": image["url"],
        "alt": words.pick(image.get("alt", {})),
        "width": image.get("width"),
        "height": image.get("height"),
    }


def _price(prices: Prices, variant_id: int | None) -> dict[str, Any] | None:
    found = None if variant_id is None else prices.get(variant_id)
    if found is None or found.amount_minor is None:
        return None
    return money(found.amount_minor, found.currency)


def _compare_at(prices: Prices, variant_id: int | None) -> dict[str, Any] | None:
    """The lowest price of the 30 days before, while it is above the reduced one."""
    found = None if variant_id is None else prices.get(variant_id)
    prior = None if found is None else reduced_from(found)
    return None if found is None or prior is None else money(prior, found.currency)


def reduced_from(price: PriceFacts) -> int | None:
    """The price that the present one is reduced from, None when it is not or nobody may say so."""
    if not price.is_reduced or price.amount_minor is None or price.prior_minor is None:
        return None
    return price.prior_minor if price.prior_minor > price.amount_minor else None


def _unit_price(
    product: ProductFacts, prices: Prices, variant_id: int | None
) -> dict[str, Any] | None:
    for one in product.variants:
        if one.id == variant_id:
            return _measured(one, prices[one.id].amount_minor or 0, prices[one.id].currency)
    return None


def _measured(one: VariantFacts, amount_minor: int, currency: str) -> dict[str, Any] | None:
    found = unit_price(amount_minor, one.measure_quantity, one.measure_unit)
    return None if found is None else {**money(found.amount_minor, currency), "per": found.per}
