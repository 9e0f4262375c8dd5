"""Writes the cards of one store's products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSON, JSONB
from sqlalchemy.orm import Session

from app.kernel.database.plans import forget_plans

_COLUMNS = {
    "product_id": "bigint",
    "currency": "text",
    "valid_from": "timestamptz",
    "valid_until": "timestamptz",
    "published_at": "timestamptz",
    "is_featured": "boolean",
    "price_key": "bigint",
    "title_en": "text",
    "title_fr": "text",
    "title_de": "text",
    "title_lb": "text",
    "category_id": "bigint",
    "variant_ids": "bigint[]",
    "card": "text",
    "card_en": "text",
    "card_fr": "text",
    "card_de": "text",
    "card_lb": "text",
    "detail": "text",
    "detail_en": "text",
    "detail_fr": "text",
    "detail_de": "text",
    "detail_lb": "text",
    "brand": "text",
    "tags": "text[]",
}
_IDS = bindparam("ids", type_=ARRAY(BigInteger))
_FORGET = text(
    "DELETE FROM catalog_card WHERE store_id = :store_id AND product_id = ANY(:ids)"
).bindparams(_IDS)
_ADD = text(
    f"INSERT INTO catalog_card (store_id, {', '.join(_COLUMNS)})"  # noqa: S608  constants
    f" SELECT :store_id, {', '.join('b.' + name for name in _COLUMNS)}"
    " FROM json_to_recordset(:rows)"
    f" AS b({', '.join(f'{name} {kind}' for name, kind in _COLUMNS.items())})"
).bindparams(bindparam("rows", type_=JSON))
_NOTE = text(
    "UPDATE catalog_product p SET cards_due_at = b.due_at"
    " FROM jsonb_to_recordset(:rows) AS b(id bigint, due_at timestamptz)"
    " WHERE p.store_id = :store_id AND p.id = b.id AND p.cards_due_at <> b.due_at"
).bindparams(bindparam("rows", type_=JSONB))
_SOON = text(
    "UPDATE catalog_product SET cards_due_at = :now WHERE store_id = :store_id AND id = ANY(:ids)"
    " AND cards_due_at > :now"
).bindparams(_IDS)
_DUE = text(
    "SELECT id FROM catalog_product WHERE store_id = :store_id AND cards_due_at <= :now"
    " ORDER BY cards_due_at, id LIMIT :limit"
)


class CardRows:
    """Cards of one store's products; the caller holds locks on the products."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def replace(self, product_ids: Sequence[int], rows: Sequence[Mapping[str, Any]]) -> None:
        """These rows in place of all cards of these products."""
        values = {"store_id": self._store_id}
        self._db.execute(_FORGET, {**values, "ids": list(product_ids)})
        if rows:
            forget_plans(self._db, len(rows))
            self._db.execute(_ADD, {**values, "rows": list(rows)})

    def note_due(self, due: Mapping[int, datetime]) -> None:
        """When each product's cards are to be made anew."""
        rows = [{"id": product, "due_at": moment.isoformat()} for product, moment in due.items()]
        if rows:
            self._db.execute(_NOTE, {"store_id": self._store_id, "rows": rows})

    def make_due(self, product_ids: Sequence[int], now: datetime) -> None:
        """Cards of these products are made anew by the next job."""
        values = {"store_id": self._store_id, "ids": list(product_ids), "now": now}
        self._db.execute(_SOON, values)

    def due(self, now: datetime, limit: int) -> list[int]:
        """Products whose cards are to be made anew, the longest due first."""
        values = {"store_id": self._store_id, "now": now, "limit": limit}
        return list(self._db.scalars(_DUE, values))
