"""Writes what products and variants are told besides title and price: set-wise, by one statement.

A column that the batch does not name for a row (NULL) stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

_PRODUCT_COLUMNS = {
    "description": "text",
    "seo_title": "text",
    "seo_description": "text",
    "translations": "jsonb",
    "brand": "text",
    "tags": "text[]",
    "tax_class": "text",
    "needs_shipping": "boolean",
    "options": "jsonb",
    "images": "jsonb",
    "attributes": "jsonb",
}
_VARIANT_COLUMNS = {
    "choices": "text[]",
    "position": "bigint",
    "weight_grams": "bigint",
    "barcode": "text",
    "image_url": "text",
    "measure_quantity": "numeric",
    "measure_unit": "text",
}


def _statement(table: str, columns: Mapping[str, str], report: str) -> TextClause:
    given = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    written = ", ".join(f"{name} = coalesce(b.{name}, t.{name})" for name in columns)
    new = ", ".join(f"coalesce(b.{name}, t.{name})" for name in columns)
    old = ", ".join(f"t.{name}" for name in columns)
    return text(
        f"UPDATE {table} t SET {written}"  # noqa: S608  constants
        f" FROM jsonb_to_recordset(:rows) AS b(id bigint, {given})"
        f" WHERE t.store_id = :store_id AND t.id = b.id AND ({new}) IS DISTINCT FROM ({old})"
        f" RETURNING t.{report}"
    ).bindparams(bindparam("rows", type_=JSONB))


_PRODUCTS = _statement("catalog_product", _PRODUCT_COLUMNS, "id")
_VARIANTS = _statement("catalog_variant", _VARIANT_COLUMNS, "product_id")
_SET_VERSIONS = text(
    "UPDATE catalog_product SET version = version + 1, updated_at = :now"
    " WHERE store_id = :store_id AND id = ANY(:ids)"
)


class ProductDetails:
    """What one store tells of its products; the caller holds locks on them."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def write_products(self, rows: Sequence[Mapping[str, Any]]) -> set[int]:
        """The ids of the products that changed."""
        return self._write(_PRODUCTS, rows)

    def write_variants(self, rows: Sequence[Mapping[str, Any]]) -> set[int]:
        """The ids of the products whose variants changed."""
        return self._write(_VARIANTS, rows)

    def raise_versions(self, product_ids: Sequence[int], now: datetime) -> None:
        """Whoever saw an earlier version has to look again."""
        if product_ids:
            values = {"store_id": self._store_id, "ids": list(product_ids), "now": now}
            self._db.execute(_SET_VERSIONS, values)

    def _write(self, statement: TextClause, rows: Sequence[Mapping[str, Any]]) -> set[int]:
        told = [dict(row) for row in rows if _says_anything(row)]
        if not told:
            return set()
        values = {"store_id": self._store_id, "rows": told}
        return set(self._db.scalars(statement, values))


def _says_anything(row: Mapping[str, Any]) -> bool:
    return any(value is not None for name, value in row.items() if name != "id")
