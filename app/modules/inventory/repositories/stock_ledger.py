"""Writes movements, and in the same statement the levels and reservations that follow from them.

The caller holds the locks of the items. A movement of the house's own is known by what it belongs
to and by the running total there, so that one written twice is refused by the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session
from sqlalchemy.types import BigInteger, Text

from app.modules.contracts.stock import MovementReason

OWN_SOURCE = "inventory"
Totals = dict[int, tuple[int, int]]


def _statement(head: str, *, numbers: Sequence[str], texts: Sequence[str] = ()) -> TextClause:
    """A statement whose table `moves` becomes movements; the arrays that it takes."""
    arrays: list[BindParameter[Any]] = [
        *(bindparam(name, type_=ARRAY(BigInteger)) for name in numbers),
        *(bindparam(name, type_=ARRAY(Text)) for name in texts),
    ]
    return text(f"{head}{_FOLLOW}").bindparams(*arrays)


_FOLLOW = """
, moved AS (
  INSERT INTO inventory_movement (store_id, variant_id, location_id, reservation_id, source,
    external_ref, reason, on_hand_change, reserved_change, happened_at, note)
  SELECT :store_id, variant_id, location_id, reservation_id, :source,
    external_ref, reason, on_hand_change, reserved_change, :at, note
  FROM moves ORDER BY variant_id, location_id NULLS FIRST, reservation_id
  RETURNING variant_id, location_id, on_hand_change, reserved_change
), levelled AS (
  INSERT INTO inventory_level AS l (store_id, variant_id, location_id, on_hand, reserved)
  SELECT :store_id, variant_id, location_id,
    sum(on_hand_change)::bigint, sum(reserved_change)::bigint
  FROM moved WHERE location_id IS NOT NULL
  GROUP BY variant_id, location_id ORDER BY variant_id, location_id
  ON CONFLICT (store_id, variant_id, location_id) DO UPDATE
  SET on_hand = l.on_hand + excluded.on_hand, reserved = l.reserved + excluded.reserved
)
UPDATE inventory_stock_item AS i
SET on_hand = i.on_hand + t.on_hand, reserved = i.reserved + t.reserved,
  created_at = least(i.created_at, :at),
  moved_at = greatest(:at, coalesce(i.moved_at, (
    SELECT max(m.happened_at) FROM inventory_movement AS m
    WHERE m.store_id = i.store_id AND m.variant_id = i.variant_id)))
FROM (
  SELECT variant_id, sum(on_hand_change)::bigint AS on_hand,
    sum(reserved_change)::bigint AS reserved
  FROM moved GROUP BY variant_id
) AS t
WHERE i.store_id = :store_id AND i.variant_id = t.variant_id
RETURNING i.variant_id, i.on_hand, i.reserved
"""
_HOLD = _statement(
    """
WITH batch AS (
  SELECT * FROM unnest(:variants, :locations, :quantities, :backordered)
    AS b(variant_id, location_id, quantity, backordered)
), held AS (
  INSERT INTO inventory_reservation AS r
    (store_id, ref, variant_id, location_id, quantity, backordered, expires_at, confirmed_at,
     created_at)
  SELECT :store_id, :ref, variant_id, location_id, quantity, backordered, :expires_at,
    CASE WHEN CAST(:expires_at AS timestamptz) IS NULL THEN CAST(:at AS timestamptz) END, :at
  FROM batch ORDER BY variant_id, location_id NULLS FIRST
  ON CONFLICT (store_id, ref, variant_id, location_id) DO UPDATE
  SET quantity = r.quantity + excluded.quantity,
    backordered = r.backordered + excluded.backordered,
    expires_at = excluded.expires_at,
    confirmed_at = coalesce(
      CASE WHEN r.quantity > r.shipped + r.released THEN r.confirmed_at END, excluded.confirmed_at)
  RETURNING id, variant_id, location_id, quantity
), moves AS (
  SELECT variant_id, h.location_id, h.id AS reservation_id, 'reservation' AS reason,
    :ref || '/hold/' || h.id || '/' || h.quantity AS external_ref,
    0 AS on_hand_change, b.quantity AS reserved_change, CAST(NULL AS text) AS note
  FROM held AS h JOIN batch AS b USING (variant_id)
  WHERE h.location_id IS NOT DISTINCT FROM b.location_id
)
""",
    numbers=("variants", "locations", "quantities", "backordered"),
)
_LET_GO = _statement(
    """
WITH batch AS (
  SELECT * FROM unnest(:reservations, :shipped, :released, :refs)
    AS b(id, shipped, released, external_ref)
), changed AS (
  UPDATE inventory_reservation AS r
  SET shipped = r.shipped + b.shipped, released = r.released + b.released,
    expires_at = CASE WHEN :has_lapsed
      OR r.quantity > r.shipped + b.shipped + r.released + b.released THEN r.expires_at END
  FROM batch AS b WHERE r.store_id = :store_id AND r.id = b.id
  RETURNING r.id, r.ref, r.variant_id, r.location_id, r.released AS released_so_far,
    b.shipped, b.released, b.external_ref
), moves AS (
  SELECT variant_id, location_id, id AS reservation_id,
    CASE WHEN shipped > 0 THEN 'sale' ELSE 'release' END AS reason,
    coalesce(external_ref, ref || '/release/' || id || '/' || released_so_far) AS external_ref,
    -shipped AS on_hand_change, -(shipped + released) AS reserved_change,
    CAST(NULL AS text) AS note
  FROM changed
)
""",
    numbers=("reservations", "shipped", "released"),
    texts=("refs",),
)
_RECORD = _statement(
    """
WITH moves AS (
  SELECT variant_id, location_id, CAST(NULL AS bigint) AS reservation_id, reason, external_ref,
    on_hand_change, 0 AS reserved_change, note
  FROM unnest(:variants, :locations, :reasons, :refs, :changes, :notes)
    AS b(variant_id, location_id, reason, external_ref, on_hand_change, note)
)
""",
    numbers=("variants", "locations", "changes"),
    texts=("reasons", "refs", "notes"),
)


@dataclass(frozen=True)
class Take:
    """Units to set aside at a location, None for the main one; `backordered` are not there yet."""

    variant_id: int
    location_id: int | None
    quantity: int
    backordered: int = 0


@dataclass(frozen=True)
class LetGo:
    """Units of a reservation that leave the house, or that are free again.

    `external_ref` names the movement; None names a release by its running total.
    """

    reservation_id: int
    shipped: int = 0
    released: int = 0
    external_ref: str | None = None


@dataclass(frozen=True)
class Change:
    """Units that come to a location or leave it without having been set aside; signed."""

    variant_id: int
    location_id: int | None
    reason: MovementReason
    on_hand_change: int
    external_ref: str
    note: str | None = None


class StockLedger:
    """The ledger of one store; the caller is in the store's scope.

    Every method is one statement, whatever its size, and gives the items' new totals (on hand,
    reserved) by variant.
    """

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def hold(
        self, ref: str, takes: Sequence[Take], *, expires_at: datetime | None, at: datetime
    ) -> Totals:
        """Sets these units aside for `ref`, beside what it has; each place named once.

        What has no end is confirmed.
        """
        return self._run(
            _HOLD,
            at,
            ref=ref,
            expires_at=expires_at,
            variants=[take.variant_id for take in takes],
            locations=[take.location_id for take in takes],
            quantities=[take.quantity for take in takes],
            backordered=[take.backordered for take in takes],
        )

    def let_go(self, parts: Sequence[LetGo], *, at: datetime, has_lapsed: bool = False) -> Totals:
        """Ships or releases units of reservations; each named once, either shipped or released.

        One that is let go because its time ran out keeps that time, which tells it from others.
        """
        return self._run(
            _LET_GO,
            at,
            has_lapsed=has_lapsed,
            refs=[part.external_ref for part in parts],
            reservations=[part.reservation_id for part in parts],
            shipped=[part.shipped for part in parts],
            released=[part.released for part in parts],
        )

    def record(self, changes: Sequence[Change], *, at: datetime) -> Totals:
        """Moves what is on hand."""
        return self._run(
            _RECORD,
            at,
            variants=[change.variant_id for change in changes],
            locations=[change.location_id for change in changes],
            reasons=[change.reason.value for change in changes],
            refs=[change.external_ref for change in changes],
            changes=[change.on_hand_change for change in changes],
            notes=[change.note for change in changes],
        )

    def _run(self, statement: TextClause, at: datetime, **values: object) -> Totals:
        given = {"store_id": self._store_id, "source": OWN_SOURCE, "at": at, **values}
        return {row[0]: (row[1], row[2]) for row in self._db.execute(statement, given)}
