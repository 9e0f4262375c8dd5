"""The rows behind the catalogue's numbers, as statements for its list pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, select, true

from app.kernel.clock import utc_now
from app.modules.catalog.models import Product, Variant
from app.modules.catalog.repositories.lifespans import (
    ACTIVE,
    FEATURED,
    LISTED,
    VARIANT_LISTED,
    status_at,
)
from app.modules.contracts.listings import ListScope
from app.modules.tenancy.models import Store


def products(view_code: str, scope: ListScope) -> Select[*tuple[Any, ...]]:
    """Products with their state at the end of the window, narrowed to the view."""
    moment = scope.end or utc_now()
    prices = _prices(scope)
    return (
        select(
            Product.id.label("id"),
            Store.name.label("store_name"),
            Product.title.label("title"),
            Product.external_ref.label("reference"),
            status_at(moment).label("status"),
            func.coalesce(FEATURED.counts_at(moment), False).label("is_featured"),
            func.coalesce(prices.c.variants, 0).label("variants"),
            prices.c.price.label("price"),
            prices.c.currency.label("currency"),
            Product.created_at.label("created_at"),
        )
        .join(Store, Store.id == Product.store_id)
        .outerjoin(
            prices,
            and_(prices.c.store_id == Product.store_id, prices.c.product_id == Product.id),
        )
        .where(Product.store_id.in_(scope.store_ids), _in_view(view_code, scope, moment))
    )


def variants(view_code: str, scope: ListScope) -> Select[*tuple[Any, ...]]:
    """Variants of the products that are in the catalogue at the end of the window."""
    moment = scope.end or utc_now()
    narrowed = {"all": VARIANT_LISTED.counts_at(moment)}[view_code]
    return (
        select(
            Variant.id.label("id"),
            Store.name.label("store_name"),
            Variant.sku.label("sku"),
            Variant.title.label("title"),
            Product.title.label("product"),
            status_at(moment).label("status"),
            Variant.price_minor.label("price"),
            Variant.currency.label("currency"),
            Variant.created_at.label("created_at"),
        )
        .join(
            Product,
            and_(Product.store_id == Variant.store_id, Product.id == Variant.product_id),
        )
        .join(Store, Store.id == Variant.store_id)
        .where(
            Variant.store_id.in_(scope.store_ids),
            Product.store_id.in_(scope.store_ids),
            narrowed,
        )
    )


def _in_view(view_code: str, scope: ListScope, moment: datetime) -> ColumnElement[bool]:
    views: dict[str, ColumnElement[bool]] = {
        "all": LISTED.counts_at(moment),
        "active": ACTIVE.counts_at(moment),
        "featured": FEATURED.counts_at(moment),
        "new": _created_within(scope),
        "archived": Product.archived_at < moment,
    }
    return views[view_code]


def _created_within(scope: ListScope) -> ColumnElement[bool]:
    since = Product.created_at >= scope.start if scope.start is not None else true()
    until = Product.created_at < scope.end if scope.end is not None else true()
    return and_(since, until)


def _prices(scope: ListScope) -> Subquery:
    """Number of variants and lowest price of each product; no price where currencies differ."""
    has_one_currency = func.min(Variant.currency) == func.max(Variant.currency)
    return (
        select(
            Variant.store_id,
            Variant.product_id,
            func.count().label("variants"),
            case((has_one_currency, func.min(Variant.price_minor))).label("price"),
            case((has_one_currency, func.min(Variant.currency))).label("currency"),
        )
        .where(Variant.store_id.in_(scope.store_ids))
        .group_by(Variant.store_id, Variant.product_id)
        .subquery("prices")
    )
