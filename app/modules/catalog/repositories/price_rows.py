"""The history and the plan of prices of one store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Row, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Session

from app.kernel.database.plans import forget_plans

PriceKey = tuple[int, str]
# More than the 30 days that a reduction looks back, and time for a sale to run beside it.
LOOK_BACK = timedelta(days=400)
_IDS = bindparam("ids", type_=ARRAY(BigInteger))
_ROWS = bindparam("rows", type_=JSONB)
_KNOWN = text(
    "SELECT r.* FROM unnest(:ids) AS b(variant_id) CROSS JOIN LATERAL ("
    " SELECT p.variant_id, p.currency, p.valid_from, p.amount_minor, p.is_reduced, p.prior_minor"
    " FROM catalog_price p WHERE p.store_id = :store_id AND p.variant_id = b.variant_id"
    " AND p.valid_from >= coalesce((SELECT max(q.valid_from) FROM catalog_price q"
    "  WHERE q.store_id = p.store_id AND q.variant_id = p.variant_id AND q.currency = p.currency"
    "  AND q.valid_from <= :since), '-infinity')"
    " OFFSET 0) AS r ORDER BY r.variant_id, r.currency, r.valid_from"
).bindparams(_IDS)
_HISTORY = text(
    "SELECT id, currency, valid_from, amount_minor, is_reduced, prior_minor FROM catalog_price"
    " WHERE store_id = :store_id AND variant_id = :variant_id"
    " AND (CAST(:moment AS timestamptz) IS NULL OR (valid_from, id) < (:moment, :key))"
    " ORDER BY valid_from DESC, id DESC LIMIT :limit"
)
_FORGET = text(
    "DELETE FROM catalog_price p USING jsonb_to_recordset(:rows) AS b(variant_id bigint,"
    " currency text) WHERE p.store_id = :store_id AND p.variant_id = b.variant_id"
    " AND p.currency = b.currency AND p.valid_from >= :now"
).bindparams(_ROWS)
_ADD = text(
    "INSERT INTO catalog_price (store_id, variant_id, currency, valid_from, amount_minor,"
    " is_reduced, prior_minor, written_at)"
    " SELECT :store_id, b.variant_id, b.currency, b.valid_from, b.amount_minor, b.is_reduced,"
    " b.prior_minor, :now FROM jsonb_to_recordset(:rows) AS b(variant_id bigint, currency text,"
    " valid_from timestamptz, amount_minor bigint, is_reduced boolean, prior_minor bigint)"
).bindparams(_ROWS)
_BEGIN = text(
    "INSERT INTO catalog_price (store_id, variant_id, currency, valid_from, amount_minor,"
    " written_at) SELECT v.store_id, v.id, v.currency, v.created_at, v.price_minor, :now"
    " FROM catalog_variant v WHERE v.store_id = :store_id AND v.product_id = ANY(:ids)"
    " AND v.price_minor IS NOT NULL AND NOT EXISTS (SELECT FROM catalog_price p"
    "  WHERE p.store_id = v.store_id AND p.variant_id = v.id AND p.currency = v.currency)"
    " ON CONFLICT DO NOTHING"
).bindparams(_IDS)
_NOTE_TAKEN = text(
    "UPDATE catalog_variant SET taken_minor = price_minor WHERE store_id = :store_id"
    " AND id = ANY(:ids) AND product_id = ANY(:product_ids) AND price_minor IS NOT NULL"
).bindparams(_IDS, bindparam("product_ids", type_=ARRAY(BigInteger)))
_TAKEN = text(
    "UPDATE catalog_variant v SET taken_minor = NULL FROM (SELECT w.id, w.taken_minor"
    "  FROM catalog_variant w WHERE w.store_id = :store_id AND w.product_id = ANY(:ids)"
    "  AND w.taken_minor IS NOT NULL) AS o"
    " WHERE v.store_id = :store_id AND v.id = o.id"
    " RETURNING v.id, v.product_id, v.sku, v.currency, o.taken_minor, v.created_at"
).bindparams(_IDS)
# The price of now, as lists show it; in whatever currency the variant's own one is.
_SHOW = text(
    "UPDATE catalog_variant v SET price_minor = n.amount_minor,"
    " currency = CASE WHEN n.amount_minor IS NULL THEN NULL ELSE n.currency END"
    " FROM (SELECT w.id, p.currency, p.amount_minor FROM catalog_variant w"
    "  CROSS JOIN LATERAL (SELECT q.currency, q.amount_minor FROM catalog_price q"
    "   WHERE q.store_id = w.store_id AND q.variant_id = w.id AND q.valid_from <= :now"
    "   AND q.currency = coalesce(w.currency, :currency)"
    "   ORDER BY q.valid_from DESC LIMIT 1) AS p"
    "  WHERE w.store_id = :store_id AND w.product_id = ANY(:ids)) AS n"
    " WHERE v.store_id = :store_id AND v.id = n.id"
    " AND v.price_minor IS DISTINCT FROM n.amount_minor"
).bindparams(_IDS)


class PriceRows:
    """Prices of one store; the caller holds locks on the products."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def known(self, variant_ids: Iterable[int], now: datetime) -> Sequence[Any]:
        """Rows of these variants by key and time: the plan, and the history as far as it counts."""
        values = {"store_id": self._store_id, "ids": list(variant_ids), "since": now - LOOK_BACK}
        return self._db.execute(_KNOWN, values).all()

    def history(
        self, variant_id: int, after: tuple[datetime, int] | None, limit: int
    ) -> Sequence[Row[*tuple[Any, ...]]]:
        """All steps of a variant, the latest first, those after the row named."""
        moment, key = after or (None, None)
        values = {"store_id": self._store_id, "variant_id": variant_id, "limit": limit}
        return self._db.execute(_HISTORY, {**values, "moment": moment, "key": key}).all()

    def put_plans(
        self, keys: Iterable[PriceKey], rows: Sequence[Mapping[str, Any]], now: datetime
    ) -> None:
        """In place of what these keys had planned from `now` on, these rows."""
        named = [{"variant_id": variant, "currency": currency} for variant, currency in keys]
        if not named:
            return
        values = {"store_id": self._store_id, "now": now}
        self._db.execute(_FORGET, {**values, "rows": named})
        if rows:
            forget_plans(self._db, len(rows))
            self._db.execute(_ADD, {**values, "rows": list(rows)})

    def note_taken(self, variant_ids: Sequence[int], product_ids: Sequence[int]) -> None:
        """What these variants, of these products, cost now waits for its place in the history."""
        values = {"store_id": self._store_id, "ids": list(variant_ids)}
        self._db.execute(_NOTE_TAKEN, {**values, "product_ids": list(product_ids)})

    def taken(self, product_ids: Sequence[int]) -> Sequence[Row[*tuple[Any, ...]]]:
        """What waited, of variants of these products; it waits no longer."""
        values = {"store_id": self._store_id, "ids": list(product_ids)}
        return self._db.execute(_TAKEN, values).all()

    def begin(self, product_ids: Sequence[int], now: datetime) -> None:
        """Variants whose price is written down nowhere have had it since they are there."""
        self._db.execute(_BEGIN, {"store_id": self._store_id, "ids": list(product_ids), "now": now})

    def show(self, product_ids: Sequence[int], currency: str, now: datetime) -> None:
        """Lists show the price of `now`; `currency` is that of variants without a price."""
        values = {"store_id": self._store_id, "ids": list(product_ids), "currency": currency}
        self._db.execute(_SHOW, {**values, "now": now})
