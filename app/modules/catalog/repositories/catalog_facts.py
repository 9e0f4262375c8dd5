"""When products and variants came, were shown and went: the facts behind the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, select

from app.kernel.database.daily_figures import Fact
from app.modules.catalog.models import Product, Variant
from app.modules.catalog.repositories.lifespans import (
    ACTIVE,
    FEATURED,
    LISTED,
    VARIANT_LISTED,
    Lifespan,
)


def catalog_facts(store_ids: Sequence[int]) -> list[Fact]:
    """Facts of these stores' products and variants."""
    return [
        *_count_products("catalog.products", LISTED, store_ids),
        *_count_products("catalog.active_products", ACTIVE, store_ids),
        *_count_products("catalog.featured_products", FEATURED, store_ids),
        *_count_variants("catalog.variants", store_ids),
        Fact("catalog.new_products", Product, LISTED.born, [Product.store_id.in_(store_ids)]),
    ]


def _count_products(measure: str, life: Lifespan, store_ids: Sequence[int]) -> list[Fact]:
    rows = (
        select(life.born.label("born"), life.died.label("died"))
        .where(Product.store_id.in_(store_ids), life.ever_counts)
        .subquery("products")
    )
    return [Fact(measure, rows, rows.c.born, []), Fact(measure, rows, rows.c.died, [], sign=-1)]


def _count_variants(measure: str, store_ids: Sequence[int]) -> list[Fact]:
    life = VARIANT_LISTED
    rows = (
        select(life.born.label("born"), life.died.label("died"))
        .join_from(
            Variant,
            Product,
            and_(Product.store_id == Variant.store_id, Product.id == Variant.product_id),
        )
        .where(Variant.store_id.in_(store_ids), Product.store_id.in_(store_ids), life.ever_counts)
        .subquery("variants")
    )
    return [Fact(measure, rows, rows.c.born, []), Fact(measure, rows, rows.c.died, [], sign=-1)]
