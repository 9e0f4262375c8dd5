"""When products and variants came, were shown and went: the facts behind the numbers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, join

from app.kernel.database.daily_figures import Fact
from app.kernel.database.figure_source import FigureSource, Since, StoreIds, of_stores
from app.modules.catalog.models import Product, Variant
from app.modules.catalog.repositories.lifespans import (
    ACTIVE,
    FEATURED,
    LISTED,
    VARIANT_LISTED,
    Lifespan,
)

_OF_PRODUCT = {"product": Product.id}
_OF_VARIANT = {"product": Variant.product_id, "variant": Variant.id}


def catalog_facts(store_ids: StoreIds, _since: Since) -> list[Fact]:
    """Facts of these stores' products and variants."""
    listed = of_stores(Product.store_id, store_ids)
    return [
        *_count_products("catalog.products", LISTED, store_ids),
        *_count_products("catalog.active_products", ACTIVE, store_ids),
        *_count_products("catalog.featured_products", FEATURED, store_ids),
        *_count_variants("catalog.variants", store_ids),
        Fact("catalog.new_products", Product, LISTED.born, [listed], touched_by=_OF_PRODUCT),
    ]


def _count_products(measure: str, life: Lifespan, store_ids: StoreIds) -> list[Fact]:
    where = [of_stores(Product.store_id, store_ids), life.ever_counts]
    return [
        Fact(measure, Product, life.born, where, touched_by=_OF_PRODUCT),
        Fact(measure, Product, life.died, where, sign=-1, touched_by=_OF_PRODUCT),
    ]


def _count_variants(measure: str, store_ids: StoreIds) -> list[Fact]:
    life = VARIANT_LISTED
    # The stores are named once: named for the product too, its index is read by the store alone.
    same = and_(Product.store_id == Variant.store_id, Product.id == Variant.product_id)
    rows: Any = join(Variant, Product, same)
    where = [of_stores(Variant.store_id, store_ids), life.ever_counts]
    return [
        Fact(measure, rows, life.born, where, touched_by=_OF_VARIANT),
        Fact(measure, rows, life.died, where, sign=-1, touched_by=_OF_VARIANT),
    ]


CATALOG_FIGURES = FigureSource(
    module="catalog",
    measures=(
        "catalog.products",
        "catalog.active_products",
        "catalog.featured_products",
        "catalog.variants",
        "catalog.new_products",
    ),
    facts=catalog_facts,
)
