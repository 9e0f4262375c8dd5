"""Compares what is kept of stock with the sums of its movements, and puts the sums in its place."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.modules.contracts.stock import StockDrift

_SUMS = """
WITH sums AS (
  SELECT variant_id, location_id, sum(on_hand_change)::bigint AS on_hand,
    sum(reserved_change)::bigint AS reserved
  FROM inventory_movement
  WHERE store_id = :store_id AND (:all_variants OR variant_id = any(CAST(:ids AS bigint[])))
  GROUP BY variant_id, location_id
), items AS (
  SELECT variant_id, sum(on_hand)::bigint AS on_hand, sum(reserved)::bigint AS reserved
  FROM sums GROUP BY variant_id
)
"""
_COMPARED = """
SELECT i.variant_id, CAST(NULL AS bigint) AS location_id, i.on_hand, i.reserved,
  coalesce(s.on_hand, 0), coalesce(s.reserved, 0)
FROM inventory_stock_item AS i LEFT JOIN items AS s USING (variant_id)
WHERE i.store_id = :store_id
  AND (i.on_hand, i.reserved) IS DISTINCT FROM (coalesce(s.on_hand, 0), coalesce(s.reserved, 0))
UNION ALL
SELECT variant_id, location_id, coalesce(l.on_hand, 0), coalesce(l.reserved, 0),
  coalesce(s.on_hand, 0), coalesce(s.reserved, 0)
FROM (SELECT * FROM inventory_level WHERE store_id = :store_id) AS l
FULL JOIN (SELECT * FROM sums WHERE location_id IS NOT NULL) AS s USING (variant_id, location_id)
WHERE (coalesce(l.on_hand, 0), coalesce(l.reserved, 0))
  IS DISTINCT FROM (coalesce(s.on_hand, 0), coalesce(s.reserved, 0))
ORDER BY 1, 2 NULLS FIRST
"""
_WRITTEN = """
, mended_items AS (
  UPDATE inventory_stock_item AS i
  SET on_hand = coalesce(s.on_hand, 0), reserved = coalesce(s.reserved, 0)
  FROM unnest(CAST(:ids AS bigint[])) AS wanted(id) LEFT JOIN items AS s ON s.variant_id = wanted.id
  WHERE i.store_id = :store_id AND i.variant_id = wanted.id
), gone AS (
  UPDATE inventory_level AS l SET on_hand = 0, reserved = 0
  WHERE l.store_id = :store_id AND l.variant_id = any(CAST(:ids AS bigint[]))
    AND NOT EXISTS (SELECT FROM sums AS s
      WHERE s.variant_id = l.variant_id AND s.location_id = l.location_id)
)
INSERT INTO inventory_level AS l (store_id, variant_id, location_id, on_hand, reserved)
SELECT :store_id, variant_id, location_id, on_hand, reserved FROM sums
WHERE location_id IS NOT NULL ORDER BY variant_id, location_id
ON CONFLICT (store_id, variant_id, location_id)
DO UPDATE SET on_hand = excluded.on_hand, reserved = excluded.reserved
"""
_DRIFTED = text(f"{_SUMS}{_COMPARED}")
_MEND = text(f"{_SUMS}{_WRITTEN}")


class LedgerSums:
    """Of one store; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def drifted(self) -> list[StockDrift]:
        """Every level that is not what its movements add up to."""
        given = {"store_id": self._store_id, "all_variants": True, "ids": []}
        return [StockDrift(*row) for row in self._db.execute(_DRIFTED, given)]

    def mend(self, variant_ids: Iterable[int]) -> None:
        """Writes the sums of the movements of these variants, whose items are locked."""
        given = {"store_id": self._store_id, "all_variants": False, "ids": sorted(variant_ids)}
        self._db.execute(_MEND, given)
