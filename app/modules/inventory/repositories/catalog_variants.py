"""Which variants the catalogue has, looked up by what people call them.

Inventory requires the catalogue and its rows point at these, so the names of the table and of its
keys are agreed; everything else about a variant is asked of the catalogue itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import BigInteger, String, any_, column, literal, select, table
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

_VARIANT = table(
    "catalog_variant",
    column("store_id", BigInteger),
    column("id", BigInteger),
    column("sku", String),
    column("product_id", BigInteger),
)


class CatalogVariants:
    """Variants of one store; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def ids_of_skus(self, skus: Iterable[str]) -> dict[str, int]:
        """The variant of each SKU that exists."""
        wanted = literal(sorted(set(skus)), ARRAY(String))
        found = select(_VARIANT.c.sku, _VARIANT.c.id).where(
            _VARIANT.c.store_id == self._store_id, _VARIANT.c.sku == any_(wanted)
        )
        return {row[0]: row[1] for row in self._db.execute(found)}

    def skus_of_ids(self, variant_ids: Iterable[int]) -> dict[int, str]:
        """The SKU of each variant that exists."""
        wanted = literal(sorted(set(variant_ids)), ARRAY(BigInteger))
        found = select(_VARIANT.c.id, _VARIANT.c.sku).where(
            _VARIANT.c.store_id == self._store_id, _VARIANT.c.id == any_(wanted)
        )
        return {row[0]: row[1] for row in self._db.execute(found)}

    def ids_of_products(self, product_ids: Iterable[int]) -> list[int]:
        """The variants of these products, ascending."""
        wanted = literal(sorted(set(product_ids)), ARRAY(BigInteger))
        found = (
            select(_VARIANT.c.id)
            .where(_VARIANT.c.store_id == self._store_id, _VARIANT.c.product_id == any_(wanted))
            .order_by(_VARIANT.c.id)
        )
        return list(self._db.scalars(found))
