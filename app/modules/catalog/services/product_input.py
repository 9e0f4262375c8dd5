"""Turns what a store's team sends into what the catalogue takes in."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from app.modules.catalog.schemas import product_parts as parts
from app.modules.catalog.schemas.store_products import ProductIn, ProductPatch
from app.modules.contracts import catalog as contract

SOURCE = "stoa"


def new_product(body: ProductIn, ref: str, now: datetime) -> contract.ProductIn:
    """A product that comes to be now."""
    return contract.ProductIn(
        source=SOURCE,
        external_ref=ref,
        title=body.title,
        created_at=now,
        variants=tuple(variant_of(one) for one in body.variants or ()),
        published_at=body.published_at,
        archived_at=body.archived_at,
        featured_at=now if body.is_featured else None,
        **details(body),  # type: ignore[arg-type]  # named as the contract names them
    )


def details(body: ProductIn | ProductPatch) -> dict[str, object]:
    """All but title, times and variants, None where nothing is said."""
    translations, seo = body.translations, body.seo
    return {
        "description": body.description,
        "seo_title": None if seo is None else seo.title,
        "seo_description": None if seo is None else seo.description,
        "translations": None if translations is None else _translations(translations),
        "slugs": _slugs(body),
        "brand": body.brand,
        "tags": None if body.tags is None else tuple(body.tags),
        "tax_class": body.tax_class,
        "needs_shipping": body.needs_shipping,
        "options": None if body.options is None else tuple(map(_option, body.options)),
        "images": None if body.images is None else tuple(map(_image, body.images)),
        "attributes": None
        if body.attributes is None
        else {
            code: Decimal(str(value)) if isinstance(value, float) else value
            for code, value in body.attributes.items()
        },
        "category_ids": None if body.category_ids is None else tuple(body.category_ids),
    }


def variant_of(
    body: parts.VariantIn, title: str = "", position: int | None = None
) -> contract.VariantIn:
    """A variant; title and position are those that it has, or is to have, unless it is said."""
    return contract.VariantIn(
        sku=body.sku,
        title=title if body.title is None else body.title,
        prices=tuple(price_of(price) for price in body.prices or ()),
        choices=None if body.choices is None else tuple(body.choices),
        position=position if body.position is None else body.position,
        weight_grams=body.weight_grams,
        barcode=body.barcode,
        image_url=body.image_url,
        measure_quantity=None if body.measure is None else body.measure.quantity,
        measure_unit=None if body.measure is None else body.measure.unit,
    )


def price_of(body: parts.PriceIn) -> contract.PriceIn:
    """A price with its sale."""
    sale = body.sale
    return contract.PriceIn(
        currency=body.currency,
        amount_minor=body.amount_minor,
        valid_from=body.valid_from,
        sale_minor=None if sale is None else sale.amount_minor,
        sale_from=None if sale is None else sale.starts_at,
        sale_until=None if sale is None else sale.ends_at,
    )


def _slugs(body: ProductIn | ProductPatch) -> dict[str, str] | None:
    named = {str(locale): t.slug for locale, t in (body.translations or {}).items() if t.slug}
    own = {} if body.slug is None else {"": body.slug}
    return {**named, **own} or None


def _translations(given: dict[parts.Locale, parts.TextsIn]) -> dict[str, dict[str, str]]:
    names = ("title", "description", "seo_title", "seo_description")
    said = {
        str(locale): {name: getattr(texts, name) for name in names if getattr(texts, name)}
        for locale, texts in given.items()
    }
    return {locale: texts for locale, texts in said.items() if texts}


def _option(body: parts.OptionIn) -> contract.OptionIn:
    return contract.OptionIn(
        name=body.name,
        values=tuple(body.values),
        translations={
            locale: {"name": words.name, "values": dict(words.values)}
            for locale, words in body.translations.items()
        },
    )


def _image(body: parts.ImageIn) -> contract.ImageIn:
    return contract.ImageIn(
        body.url, {str(locale): alt for locale, alt in body.alt.items()}, body.width, body.height
    )
