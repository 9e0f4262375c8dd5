"""Writes products and variants set-wise: what is unchanged is not touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Table,
    Text,
    any_,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY, Insert, insert
from sqlalchemy.orm import Session

from app.modules.catalog.models import Product, Variant

ProductKey = tuple[str, str]
_PRODUCTS: Table = Product.__table__  # type: ignore[assignment]  # declared as FromClause
_VARIANTS: Table = Variant.__table__  # type: ignore[assignment]
# A row that an upsert has just inserted has no deleting or locking transaction yet.
_IS_NEW: ColumnElement[bool] = literal_column("(xmax = 0)")


class ProductIntake:
    """Upserts for the catalogue of one store; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def write_products(self, rows: Sequence[Mapping[str, Any]]) -> dict[ProductKey, bool]:
        """Inserts or updates by `(source, external_ref)`; True for a new one, unchanged left out.

        Rows are distinct and sorted by the caller, so that two batches wait for each other in one
        order. The earliest `created_at` known is kept.
        """
        statement = _upsert(
            _PRODUCTS,
            ("store_id", "source", "external_ref"),
            ("title", "published_at", "archived_at", "featured_at", "unfeatured_at"),
        ).returning(_PRODUCTS.c.source, _PRODUCTS.c.external_ref, _IS_NEW)
        written = self._db.execute(statement, self._owned(rows))
        return {(source, ref): is_new for source, ref, is_new in written}

    def product_ids(self, keys: Sequence[ProductKey]) -> dict[ProductKey, int]:
        """The id of every product of these keys."""
        statement = select(Product.source, Product.external_ref, Product.id).where(
            Product.store_id == self._store_id,
            tuple_(Product.source, Product.external_ref).in_(
                select(
                    func.unnest(_texts(source for source, _ref in keys)),
                    func.unnest(_texts(ref for _source, ref in keys)),
                )
            ),
        )
        return {(source, ref): found for source, ref, found in self._db.execute(statement)}

    def write_variants(self, rows: Sequence[Mapping[str, Any]]) -> set[int]:
        """Inserts or updates by SKU; the ids of the products whose variants changed."""
        statement = _upsert(
            _VARIANTS, ("store_id", "sku"), ("product_id", "title", "price_minor", "currency")
        ).returning(_VARIANTS.c.product_id)
        return set(self._db.scalars(statement, self._owned(rows)))

    def variant_ids(self, skus: Sequence[str]) -> dict[str, int]:
        """The id of every variant of these SKUs."""
        statement = select(Variant.sku, Variant.id).where(
            Variant.store_id == self._store_id, Variant.sku == any_(_texts(skus))
        )
        return dict(self._db.execute(statement).all())

    def _owned(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [{"store_id": self._store_id, **row} for row in rows]


def _texts(values: Iterable[str]) -> ColumnElement[Any]:
    """One array parameter, whatever the number of values: a statement takes 65,535 at most."""
    return literal(list(values), ARRAY(Text))


def _upsert(table: Table, key: Sequence[str], changing: Sequence[str]) -> Insert:
    """Insert; where the key is known, update only if a column differs or it is older than known."""
    statement = insert(table)
    given = statement.excluded
    differs = [table.c[name].is_distinct_from(given[name]) for name in changing]
    return statement.on_conflict_do_update(
        index_elements=list(key),
        set_={
            **{name: given[name] for name in changing},
            "created_at": func.least(table.c.created_at, given.created_at),
        },
        where=or_(*differs, given.created_at < table.c.created_at),
    )
