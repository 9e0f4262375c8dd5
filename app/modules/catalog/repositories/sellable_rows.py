"""Reads variants as they can be bought, and what stands around them; one statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

_SELLABLES = text(
    "SELECT v.id, v.product_id, v.sku, v.title AS own_title, v.choices, v.weight_grams,"
    " v.image_url, v.retired_at, p.title, p.translations, p.options, p.tax_class,"
    " p.needs_shipping, p.created_at, p.published_at, p.archived_at,"
    " p.images -> 0 ->> 'url' AS product_image, s.locale AS own_locale,"
    " CASE WHEN r.valid_from IS NULL AND v.currency = :currency THEN v.price_minor"
    "  ELSE r.amount_minor END AS amount_minor, r.is_reduced, r.prior_minor,"
    " (SELECT jsonb_object_agg(g.locale, g.slug) FROM catalog_slug g WHERE g.store_id = v.store_id"
    "  AND g.product_id = v.product_id AND g.replaced_at IS NULL) AS slugs,"
    " (SELECT array_agg(DISTINCT u.id) FROM catalog_placement t JOIN catalog_category k"
    "  ON k.store_id = t.store_id AND k.id = t.category_id CROSS JOIN unnest(k.path) AS u(id)"
    "  WHERE t.store_id = v.store_id AND t.product_id = v.product_id) AS category_ids,"
    " (SELECT array_agg(m.collection_id ORDER BY m.collection_id) FROM catalog_collection_member m"
    "  WHERE m.store_id = v.store_id AND m.product_id = v.product_id) AS collection_ids"
    " FROM unnest(:ids) AS b(id)"
    " CROSS JOIN LATERAL (SELECT * FROM catalog_variant w WHERE w.store_id = :store_id"
    "  AND w.id = b.id OFFSET 0) AS v"
    " CROSS JOIN LATERAL (SELECT * FROM catalog_product q WHERE q.store_id = :store_id"
    "  AND q.id = v.product_id OFFSET 0) AS p"
    " JOIN tenancy_store s ON s.id = v.store_id"
    " LEFT JOIN LATERAL (SELECT a.valid_from, a.amount_minor, a.is_reduced, a.prior_minor"
    "  FROM catalog_price a"
    "  WHERE a.store_id = :store_id AND a.variant_id = v.id AND a.currency = :currency"
    "  AND a.valid_from <= :at ORDER BY a.valid_from DESC LIMIT 1) AS r ON true"
).bindparams(bindparam("ids", type_=ARRAY(BigInteger)))


class SellableRows:
    """Variants of one store."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def of(self, variant_ids: Sequence[int], currency: str, at: datetime) -> Sequence[Any]:
        """One row for each of the variants that exists, with its price at the moment."""
        values = {"store_id": self._store_id, "ids": list(variant_ids)}
        return self._db.execute(_SELLABLES, {**values, "currency": currency, "at": at}).all()
