"""Writes products and variants set-wise: what is unchanged is not touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, any_, column, func, literal, select, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.kernel.database.plans import forget_plans
from app.kernel.database.upsert import Merge, Upserted, ids_by_key, lock_known, upsert_rows
from app.modules.catalog.models import Product, Variant

ProductKey = tuple[str, str]
_PRODUCTS: Table = Product.__table__  # type: ignore[assignment]  # declared as FromClause
_VARIANTS: Table = Variant.__table__  # type: ignore[assignment]
_PRODUCT_KEY = ("store_id", "source", "external_ref")
_VARIANT_KEY = ("store_id", "sku")
_NAME_MERGE = {"title": Merge.REPLACE, "created_at": Merge.EARLIEST}
_PRODUCT_MERGE = {
    **_NAME_MERGE,
    "published_at": Merge.REPLACE,
    "archived_at": Merge.REPLACE,
    "featured_at": Merge.REPLACE,
    "unfeatured_at": Merge.REPLACE,
}
_VARIANT_MERGE = {
    "product_id": Merge.REPLACE,
    "title": Merge.REPLACE,
    "price_minor": Merge.KNOWN,
    "currency": Merge.KNOWN,
    "created_at": Merge.EARLIEST,
}


class ProductIntake:
    """Upserts for the catalogue of one store; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def lock_known(self, rows: Sequence[Mapping[str, Any]]) -> dict[ProductKey, int]:
        """The ids of those products that are there already, locked until the transaction ends."""
        known = lock_known(self._db, Product, self._owned(rows), key=_PRODUCT_KEY)
        return {(source, ref): product_id for (_, source, ref), product_id in known.items()}

    def write_products(
        self, rows: Sequence[Mapping[str, Any]], *, keeps_state: bool = False
    ) -> Upserted:
        """Inserts or updates by `(source, external_ref)`; the ids of the written products.

        Those that are there may keep the times that their state follows from.
        """
        merge = _NAME_MERGE if keeps_state else _PRODUCT_MERGE
        return upsert_rows(self._db, _PRODUCTS, self._owned(rows), key=_PRODUCT_KEY, merge=merge)

    def write_variants(self, rows: Sequence[Mapping[str, Any]]) -> set[int]:
        """Inserts or updates by SKU; the ids of the products whose variants changed."""
        forget_plans(self._db, len(rows))
        written = upsert_rows(
            self._db,
            _VARIANTS,
            self._owned(rows),
            key=_VARIANT_KEY,
            merge=_VARIANT_MERGE,
            report="product_id",
        )
        return {*written.created, *written.updated}

    def variant_ids(self, skus: Iterable[str]) -> dict[str, int]:
        """The id of every variant of these SKUs."""
        statement = select(Variant.sku, Variant.id).where(
            Variant.store_id == self._store_id, Variant.sku == any_(_texts(skus))
        )
        return dict(self._db.execute(statement).all())

    def losing(self, variants: Mapping[str, Mapping[str, Any]]) -> set[int]:
        """The products that have a SKU now which the row names for another one."""
        statement = select(Variant.sku, Variant.product_id).where(
            Variant.store_id == self._store_id, Variant.sku == any_(_texts(variants))
        )
        had = self._db.execute(statement)
        return {owner for sku, owner in had if owner != variants[sku]["product_id"]}

    def owners(self, skus: Iterable[str]) -> set[ProductKey]:
        """Source and reference of the products that have variants of these SKUs."""
        return {*self.owner_by_sku(skus).values()}

    def owner_by_sku(self, skus: Iterable[str]) -> dict[str, ProductKey]:
        """Source and reference of the product that has the variant, by the SKUs that exist."""
        batch = func.unnest(_texts(skus)).table_valued(column("sku", Text)).render_derived("skus")
        variant = (
            select(Variant.product_id)
            .where(Variant.store_id == self._store_id, Variant.sku == batch.c.sku)
            .offset(0)
            .lateral("variant")
        )
        owner = (
            select(Product.source, Product.external_ref)
            .where(Product.store_id == self._store_id, Product.id == variant.c.product_id)
            .offset(0)
            .lateral("owner")
        )
        statement = (
            select(batch.c.sku, owner).select_from(batch).join(variant, true()).join(owner, true())
        )
        return {sku: (source, ref) for sku, source, ref in self._db.execute(statement)}

    def existing(self, products: Iterable[ProductKey]) -> set[ProductKey]:
        """Those that the store has."""
        rows = self._owned([{"source": source, "external_ref": ref} for source, ref in products])
        found = ids_by_key(self._db, _PRODUCTS, rows, key=_PRODUCT_KEY)
        return {(source, ref) for _store_id, source, ref in found}

    def lock_variants(self, skus: Iterable[str]) -> list[int]:
        """The ids of those variants that are there already, locked until the transaction ends."""
        statement = select(Variant.id).where(
            Variant.store_id == self._store_id, Variant.sku == any_(_texts(skus))
        )
        return list(self._db.scalars(in_lock_order(statement, Variant)))

    def _owned(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [{"store_id": self._store_id, **row} for row in rows]


def _texts(values: Iterable[str]) -> ColumnElement[Any]:
    """One array parameter, whatever the number of values: a statement takes 65,535 at most."""
    return literal(list(values), ARRAY(Text))
