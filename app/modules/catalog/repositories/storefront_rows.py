"""Reads cards for shoppers: one statement a list, one a product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Row, TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.kernel.i18n.languages import SUPPORTED_LOCALES

_ARRAYS = {name: bindparam(name, type_=ARRAY(BigInteger)) for name in ("ids", "categories")}
_CATEGORY = (
    " LEFT JOIN catalog_category g ON g.store_id = c.store_id AND g.id = c.category_id"
    " AND g.label <> '{}'"
)
_NOW = (
    " WHERE c.store_id = :store_id AND c.currency = :currency"
    " AND c.valid_from <= :now AND c.valid_until > :now"
)
_COLLECTION = (
    "(SELECT s.collection_id FROM catalog_slug s WHERE s.store_id = :store_id"
    " AND s.kind = 'collection' AND s.slug = :collection_slug"
    " ORDER BY s.replaced_at IS NULL DESC, s.id LIMIT 1)"
)
FILTERS = {
    "ids": " AND c.product_id = ANY(:ids)",
    # Ids and not a sub-query: the planner knows how many products stand in them, and whether to
    # begin with those or with the order.
    "categories": " AND EXISTS (SELECT FROM catalog_placement t"
    " WHERE t.store_id = c.store_id AND t.product_id = c.product_id"
    " AND t.category_id = ANY(:categories))",
    "collection": " AND EXISTS (SELECT FROM catalog_collection_member m"
    " WHERE m.store_id = c.store_id AND m.product_id = c.product_id"
    " AND m.collection_id = :collection)",
    "collection_slug": " AND EXISTS (SELECT FROM catalog_collection_member m"
    " WHERE m.store_id = c.store_id AND m.product_id = c.product_id"
    f" AND m.collection_id = {_COLLECTION})",
    "brand": " AND c.brand = :brand",
    "tag": " AND :tag = ANY(c.tags)",
    "price_from": " AND c.price_key >= :price_from",
    "price_to": " AND c.price_key <= :price_to",
    "featured": " AND c.is_featured = :featured",
}


_BELOW_ID = text(
    "SELECT k.id FROM catalog_category k WHERE k.store_id = :store_id AND k.label <> '{}'"
    " AND :named = ANY(k.path)"
)
_BELOW_SLUG = text(
    "SELECT k.id FROM catalog_category k WHERE k.store_id = :store_id AND k.label <> '{}'"
    " AND (SELECT s.category_id FROM catalog_slug s WHERE s.store_id = :store_id"
    "  AND s.kind = 'category' AND s.slug = :named"
    "  ORDER BY s.replaced_at IS NULL DESC, s.id LIMIT 1) = ANY(k.path)"
)
_SHOWN = (
    "EXISTS (SELECT FROM catalog_card c JOIN tenancy_store s ON s.id = c.store_id"
    " AND s.currency = c.currency WHERE c.store_id = t.store_id AND c.product_id = t.product_id"
    " AND c.valid_from <= :now AND c.valid_until > :now)"
)
_COUNTS = text(
    "SELECT a.id AS category_id, count(DISTINCT t.product_id) AS products"  # noqa: S608  constants
    " FROM catalog_placement t JOIN catalog_category k ON k.store_id = t.store_id"
    " AND k.id = t.category_id CROSS JOIN unnest(k.path) AS a(id)"
    f" WHERE t.store_id = :store_id AND {_SHOWN} GROUP BY a.id"
)
_MEMBERS = text(
    "SELECT t.collection_id, count(*) AS products FROM catalog_collection_member t"  # noqa: S608  constants
    f" WHERE t.store_id = :store_id AND {_SHOWN} GROUP BY t.collection_id"
)


@dataclass(frozen=True)
class Sorting:
    """An order of cards: its columns (the last is the product), and which way it runs.

    `{locale}` stands for the language; `kinds` are the types of the columns in a cursor.
    """

    columns: tuple[str, ...]
    kinds: tuple[type, ...]
    is_falling: bool = False


SORTINGS = {
    "newest": Sorting(("c.published_at", "c.product_id"), (str, int), is_falling=True),
    "price": Sorting(("c.price_key", "c.product_id"), (int, int)),
    "-price": Sorting(("c.price_key", "c.product_id"), (int, int), is_falling=True),
    "title": Sorting(("c.title_{locale}", "c.product_id"), (str, int)),
    "-title": Sorting(("c.title_{locale}", "c.product_id"), (str, int), is_falling=True),
    "featured": Sorting(
        ("c.is_featured", "c.published_at", "c.product_id"), (bool, str, int), is_falling=True
    ),
    "position": Sorting(("m.position", "c.product_id"), (int, int)),
}


@dataclass(frozen=True)
class CardQuery:
    """What of a store's cards is asked for; `after` are the values of the row before."""

    store_id: int
    currency: str
    locale: str
    now: datetime
    limit: int
    sort: str = "newest"
    after: Sequence[Any] | None = None
    filters: dict[str, Any] = field(default_factory=dict)


class StorefrontRows:
    """Reads what is published of one store's catalogue."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def cards(self, query: CardQuery) -> Sequence[Any]:
        """Card and category as JSON texts, variant ids, the values of the order."""
        names = tuple(sorted(query.filters))
        statement = _list(query.sort, query.locale, names, query.after is not None)
        values: dict[str, Any] = {
            "store_id": query.store_id,
            "currency": query.currency,
            "now": query.now,
            "limit": query.limit,
            **query.filters,
        }
        for number, value in enumerate(query.after or ()):
            values[f"after_{number}"] = value
        return self._db.execute(statement, values).all()

    def subtree(self, store_id: int, named: int | str) -> list[int]:
        """The category of this id or slug and all below it, without what is hidden."""
        statement = _BELOW_SLUG if isinstance(named, str) else _BELOW_ID
        return list(self._db.scalars(statement, {"store_id": store_id, "named": named}))

    def detail(
        self, store_id: int, named: int | str, currency: str, locale: str, now: datetime
    ) -> Row[*tuple[Any, ...]] | None:
        """The product of this id or slug as JSON text with its category, its way there, slugs."""
        by_slug = isinstance(named, str)
        values = {"store_id": store_id, "currency": currency, "now": now, "locale": locale}
        values["named"] = named
        return self._db.execute(_detail(locale, by_slug), values).first()

    def counts(self, store_id: int, now: datetime) -> dict[int, int]:
        """How many published products stand in each category or below it."""
        found = self._db.execute(_COUNTS, {"store_id": store_id, "now": now})
        return {row.category_id: row.products for row in found}

    def members(self, store_id: int, now: datetime) -> dict[int, int]:
        """How many published products belong to each collection."""
        found = self._db.execute(_MEMBERS, {"store_id": store_id, "now": now})
        return {row.collection_id: row.products for row in found}


@cache
def _list(sort: str, locale: str, filters: tuple[str, ...], is_next: bool) -> TextClause:
    sorting = SORTINGS[sort]
    columns = [name.format(locale=locale) for name in sorting.columns]
    way = " DESC" if sorting.is_falling else ""
    named = _COLLECTION if "collection_slug" in filters else ":collection"
    members = (
        " JOIN catalog_collection_member m ON m.store_id = c.store_id"
        f" AND m.product_id = c.product_id AND m.collection_id = {named}"
        if sort == "position"
        else ""
    )
    narrowed = "".join(FILTERS[name] for name in filters)
    after = ""
    if is_next:
        given = ", ".join(f":after_{number}" for number in range(len(columns)))
        after = f" AND ({', '.join(columns)}) {'<' if sorting.is_falling else '>'} ({given})"
    statement = text(
        f"SELECT coalesce(c.card_{locale}, c.card) AS card, c.variant_ids,"  # noqa: S608  constants
        f" (g.label -> '{locale}')::text AS category, {', '.join(columns)}"
        f" FROM catalog_card c{members}{_CATEGORY}{_NOW}{narrowed}{after}"
        f" ORDER BY {', '.join(name + way for name in columns)} LIMIT :limit"
    )
    arrays = [_ARRAYS[name] for name in filters if name in _ARRAYS]
    return statement.bindparams(*arrays) if arrays else statement


@cache
def _detail(locale: str, by_slug: bool) -> TextClause:
    if locale not in SUPPORTED_LOCALES:
        raise LookupError(locale)
    product = (
        " AND c.product_id = (SELECT s.product_id FROM catalog_slug s"
        "  WHERE s.store_id = :store_id AND s.kind = 'product' AND s.slug = :named"
        "  ORDER BY s.replaced_at IS NULL DESC, s.locale = :locale DESC, s.id LIMIT 1)"
        if by_slug
        else " AND c.product_id = :named"
    )
    former = (
        "NOT EXISTS (SELECT FROM catalog_slug s WHERE s.store_id = :store_id"
        " AND s.kind = 'product' AND s.slug = :named AND s.replaced_at IS NULL)"
        if by_slug
        else "false"
    )
    return text(
        f"SELECT coalesce(c.detail_{locale}, c.detail) AS detail, c.variant_ids,"  # noqa: S608  constants
        f" (g.label -> '{locale}')::text AS category,"
        f" (SELECT json_agg(k.label -> '{locale}' ORDER BY array_position(g.path, k.id))::text"
        "   FROM catalog_category k WHERE k.store_id = c.store_id AND k.id = ANY(g.path)) AS way,"
        f" {former} AS is_former"
        f" FROM catalog_card c{_CATEGORY}{_NOW}{product} LIMIT 1"
    )
