"""Takes what a batch tells of its products besides title and state: a few statements in all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.rich_text import clean_html
from app.modules.catalog.repositories.product_details import ProductDetails
from app.modules.catalog.repositories.product_intake import ProductKey
from app.modules.catalog.repositories.store_row import own_language
from app.modules.catalog.services.attribute_intake import known_attributes
from app.modules.catalog.services.category_intake import place_products
from app.modules.catalog.services.give_slugs import WantedSlug, give_slugs
from app.modules.catalog.services.keep_prices import Said, keep_prices, keep_taken
from app.modules.catalog.services.price_plan import step_at, steps_of
from app.modules.catalog.services.slugs import slug_of
from app.modules.contracts.catalog import OptionIn, ProductIn, VariantIn

Products = Mapping[ProductKey, ProductIn]
Ids = Mapping[ProductKey, int]


def tell_products(
    db: Session,
    store_id: int,
    products: Products,
    *,
    product_ids: Ids,
    variant_ids: Mapping[str, int],
    created: set[int],
) -> set[int]:
    """Writes details, prices, slugs and places; the ids of the products that changed by it.

    The products and their variants are there already, and locked.
    """
    details = ProductDetails(db, store_id)
    attributes = known_attributes(db, store_id, products.values())
    own = own_language(db, store_id)
    rows = [_product_details(products[key], product_ids[key], attributes, own) for key in products]
    changed = details.write_products(rows)
    variants = [
        _variant_details(
            variant, variant_ids[variant.sku], place if product_ids[key] in created else None
        )
        for key, product in products.items()
        for place, variant in enumerate(product.variants)
    ]
    changed |= details.write_variants(variants)
    owners = {
        variant_ids[variant.sku]: Said(product_ids[key], variant, product.created_at)
        for key, product in products.items()
        for variant in product.variants
    }
    keep_taken(db, store_id, list(product_ids.values()))
    changed |= keep_prices(db, store_id, owners)
    changed |= place_products(db, store_id, {product_ids[key]: products[key] for key in products})
    return changed | _give_slugs(db, store_id, products, product_ids, created, own=own)


def shown_price(variant: VariantIn) -> dict[str, Any]:
    """The price that lists of variants show at first: the plain one, or the first of those said."""
    price, currency = variant.price_minor, variant.currency
    if variant.prices:
        now, first = utc_now(), variant.prices[0]
        step = step_at(steps_of(first, now), now)
        price, currency = None if step is None else step.amount_minor, first.currency
    return {"price_minor": price, "currency": None if price is None else currency}


def option_value(option: OptionIn) -> dict[str, Any]:
    """An option as the product's row keeps it."""
    return {
        "name": option.name,
        "values": list(option.values),
        "translations": {locale: dict(texts) for locale, texts in option.translations.items()},
    }


def _product_details(
    product: ProductIn, product_id: int, attributes: Mapping[str, str], own: str
) -> dict[str, Any]:
    options, images = product.options, product.images
    told = {
        name: getattr(product, name)
        for name in ("seo_title", "seo_description", "brand", "tax_class")
    }
    return {
        "id": product_id,
        **told,
        "description": None if product.description is None else clean_html(product.description),
        "needs_shipping": product.needs_shipping,
        "tags": None if product.tags is None else list(dict.fromkeys(product.tags)),
        "translations": None
        if product.translations is None
        else {locale: _texts(texts) for locale, texts in product.translations.items()},
        "options": None if options is None else [option_value(one) for one in options],
        "images": None if images is None else [_image(asdict(one), own) for one in images],
        "attributes": None
        if product.attributes is None
        else {attributes[name]: _plain(value) for name, value in product.attributes.items()},
    }


def _texts(texts: Mapping[str, str]) -> dict[str, str]:
    cleaned = {"description": clean_html(texts["description"])} if "description" in texts else {}
    return {**texts, **cleaned}


def _image(image: dict[str, Any], own: str) -> dict[str, Any]:
    return {**image, "alt": {locale or own: words for locale, words in image["alt"].items()}}


def _plain(value: str | bool | int | Decimal) -> str | bool | int | float:
    """JSON knows no decimals; an attribute's number is no money."""
    return float(value) if isinstance(value, Decimal) else value


def _variant_details(variant: VariantIn, variant_id: int, place: int | None) -> dict[str, Any]:
    """Variants of a new product keep the order in which they are given."""
    quantity = variant.measure_quantity
    return {
        "id": variant_id,
        "choices": None if variant.choices is None else list(variant.choices),
        "position": place if variant.position is None else variant.position,
        "weight_grams": variant.weight_grams,
        "barcode": variant.barcode,
        "image_url": variant.image_url,
        "measure_quantity": None if quantity is None else str(quantity),
        "measure_unit": variant.measure_unit,
    }


def _give_slugs(
    db: Session,
    store_id: int,
    products: Products,
    product_ids: Ids,
    created: set[int],
    *,
    own: str,
) -> set[int]:
    """What was asked for, and for new products what their titles give, in each language.

    What was asked for comes first: no title takes it away.
    """
    asked_for, from_titles = [], []
    for key, product in products.items():
        product_id = product_ids[key]
        asked = {locale or own: slug for locale, slug in (product.slugs or {}).items()}
        titled = _from_titles(product, own) if product_id in created else {}
        asked_for += [WantedSlug(product_id, locale, slug) for locale, slug in asked.items()]
        from_titles += [
            WantedSlug(product_id, locale, slug)
            for locale, slug in titled.items()
            if locale not in asked
        ]
    changed = give_slugs(db, store_id, "product", [*asked_for, *from_titles])
    return changed if any(product.slugs for product in products.values()) else set()


def _from_titles(product: ProductIn, own: str) -> dict[str, str]:
    titles = {
        locale: texts["title"]
        for locale, texts in (product.translations or {}).items()
        if texts.get("title")
    }
    return {
        locale: slug_of(title, locale) for locale, title in {own: product.title, **titles}.items()
    }
