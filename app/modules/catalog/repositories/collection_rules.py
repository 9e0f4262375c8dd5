"""Which products a collection's rules choose, as conditions that the database evaluates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    any_,
    cast,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB

from app.modules.catalog.models import Category, Collection, Placement, Product, Variant
from app.modules.tenancy.models import Store

Rule = Mapping[str, Any]


def chosen(collection: Collection, now: datetime) -> Select[int]:
    """The ids of the store's products that fit the rules, all of them or any."""
    conditions = [_condition(rule, now) for rule in collection.rules]
    joined = or_ if collection.matches_any else and_
    return select(Product.id).where(Product.store_id == collection.store_id, joined(*conditions))


def _condition(rule: Rule, now: datetime) -> ColumnElement[bool]:
    return _CONDITIONS[rule["field"]](rule, now)


def _category(rule: Rule, _now: datetime) -> ColumnElement[bool]:
    stands: ColumnElement[bool] = exists().where(
        Placement.store_id == Product.store_id,
        Placement.product_id == Product.id,
        Category.store_id == Placement.store_id,
        Category.id == Placement.category_id,
        literal(rule["value"]) == any_(Category.path),
    )
    return stands if rule["test"] == "is" else not_(stands)


def _brand(rule: Rule, _now: datetime) -> ColumnElement[bool]:
    is_so: ColumnElement[bool] = Product.brand == rule["value"]
    return is_so if rule["test"] == "is" else not_(is_so)


def _tag(rule: Rule, _now: datetime) -> ColumnElement[bool]:
    is_so = literal(rule["value"]) == any_(Product.tags)
    return is_so if rule["test"] == "is" else not_(is_so)


def _title(rule: Rule, _now: datetime) -> ColumnElement[bool]:
    lower = func.lower(Product.title)
    holds: ColumnElement[bool] = lower.contains(rule["value"].lower(), autoescape=True)
    return holds


def _price(rule: Rule, _now: datetime) -> ColumnElement[bool]:
    lowest = (
        select(func.min(Variant.price_minor))
        .join(Store, and_(Store.id == Variant.store_id, Store.currency == Variant.currency))
        .where(
            Variant.store_id == Product.store_id,
            Variant.product_id == Product.id,
            Variant.retired_at.is_(None),
        )
        .scalar_subquery()
    )
    fits: ColumnElement[bool] = lowest >= rule["value"]
    return fits if rule["test"] == "at_least" else lowest <= rule["value"]


def _created(rule: Rule, now: datetime) -> ColumnElement[bool]:
    if rule["test"] == "within_days":
        return Product.created_at >= now - timedelta(days=rule["value"])
    return Product.created_at > datetime.fromisoformat(rule["value"])


def _attribute(rule: Rule, _now: datetime) -> ColumnElement[bool]:
    value = Product.attributes[rule["attribute"]]
    wanted = cast(literal(rule["value"], JSONB), JSONB)
    if rule["test"] in {"is", "is_not"}:
        is_so = func.coalesce(value == wanted, False)
        return is_so if rule["test"] == "is" else not_(is_so)
    # JSON values of one kind have an order; a text is never compared with a number.
    is_number = func.jsonb_typeof(value) == "number"
    return and_(is_number, value >= wanted if rule["test"] == "at_least" else value <= wanted)


_CONDITIONS: Mapping[str, Callable[[Rule, datetime], ColumnElement[bool]]] = {
    "category": _category,
    "brand": _brand,
    "tag": _tag,
    "title": _title,
    "price": _price,
    "created": _created,
    "attribute": _attribute,
}
