"""Products as a store's team sees them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.http.cursors import page_of
from app.kernel.http.schemas import MoneyOut, PageOut
from app.modules.catalog.exceptions import UnknownProduct
from app.modules.catalog.repositories.product_facts import (
    FactRows,
    PriceFacts,
    ProductFacts,
    VariantFacts,
)
from app.modules.catalog.repositories.product_rows import ProductRows, ProductSearch
from app.modules.catalog.repositories.store_row import own_language
from app.modules.catalog.schemas.store_products import (
    PriceStepOut,
    Status,
    StoreProductOut,
    StoreVariantOut,
)
from app.modules.catalog.services.card_json import reduced_from
from app.modules.catalog.services.card_stretches import is_featured_at, shown_from

ALL_PARTS = ("variants", "options", "images", "attributes", "translations", "categories")


def product_out(db: Session, store_id: int, product_id: int) -> StoreProductOut:
    """One product with all its parts. Raises UnknownProduct."""
    found = _outs(db, store_id, [product_id], ALL_PARTS)
    if not found:
        raise UnknownProduct
    return found[0]


def product_page(
    db: Session, store_id: int, search: ProductSearch, parts: Collection[str]
) -> PageOut[StoreProductOut]:
    """A page of products; two statements and two for the store."""
    rows = ProductRows(db, store_id).page(search, utc_now())
    page = page_of(rows, search.limit - 1, lambda row: [row[1].isoformat(), row[0]])
    ids = [key for key, _ in page.items]
    by_id = {one.id: one for one in _outs(db, store_id, ids, parts)}
    return PageOut(items=[by_id[key] for key in ids], next_cursor=page.next_cursor)


def status_of(product: ProductFacts, now: datetime) -> Status:
    """draft, scheduled, active or archived."""
    if product.archived_at is not None and product.archived_at <= now:
        return "archived"
    if product.published_at is None:
        return "draft"
    return "scheduled" if shown_from(product) > now else "active"


def price_step(step: PriceFacts) -> PriceStepOut:
    """A step of a price; what it is reduced from as shoppers are shown it."""
    prior, amount = reduced_from(step), step.amount_minor
    return PriceStepOut(
        currency=step.currency,
        valid_from=step.valid_from,
        price=None if amount is None else MoneyOut.of(amount, step.currency),
        is_reduced=step.is_reduced,
        compare_at=None if prior is None else MoneyOut.of(prior, step.currency),
    )


def _outs(
    db: Session, store_id: int, product_ids: list[int], parts: Collection[str]
) -> list[StoreProductOut]:
    if not product_ids:
        return []
    now, own = utc_now(), own_language(db, store_id)
    found = FactRows(db, store_id).products(product_ids, now)
    return [_out(product, own, now, parts) for product in found]


def _out(product: ProductFacts, own: str, now: datetime, parts: Collection[str]) -> StoreProductOut:
    asked: dict[str, Any] = {
        "translations": product.translations,
        "options": product.options,
        "images": product.images,
        "attributes": product.attributes,
        "category_ids": list(product.category_ids),
        "variants": [_variant(one, product) for one in product.variants],
    }
    wanted = {"category_ids" if part == "categories" else part for part in parts}
    plain: dict[str, Any] = {
        name: getattr(product, name)
        for name in StoreProductOut.model_fields
        if name not in asked and hasattr(product, name)
    }
    return StoreProductOut(
        **plain,
        status=status_of(product, now),
        slug=product.slugs.get(own, ""),
        is_featured=is_featured_at(product, now),
        **{name: value for name, value in asked.items() if name in wanted},
    )


def _variant(one: VariantFacts, product: ProductFacts) -> StoreVariantOut:
    quantity = one.measure_quantity
    return StoreVariantOut(
        id=one.id,
        sku=one.sku,
        title=one.title,
        choices=list(one.choices),
        weight_grams=one.weight_grams,
        barcode=one.barcode,
        image_url=one.image_url,
        measure_quantity=None if quantity is None else f"{quantity.normalize():f}",
        measure_unit=one.measure_unit,
        prices=[price_step(step) for step in product.prices if step.variant_id == one.id],
    )
