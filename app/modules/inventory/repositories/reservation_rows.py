"""Reads what is set aside, by reference, by time and by place, and changes until when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    and_,
    any_,
    bindparam,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.modules.inventory.models import Reservation

_SPOTS = text(
    """
    WITH places AS (
      SELECT CASE WHEN is_main THEN NULL ELSE id END AS location_id, priority, id, is_active
      FROM inventory_location WHERE store_id = :store_id
      UNION ALL SELECT NULL, 0, 0, true WHERE NOT EXISTS (
        SELECT FROM inventory_location WHERE store_id = :store_id AND is_main)
    )
    SELECT v.id, p.location_id, p.is_active, coalesce(l.on_hand, 0), coalesce(l.reserved, 0),
      r.id, coalesce(r.quantity, 0), coalesce(r.shipped, 0), coalesce(r.released, 0),
      r.expires_at, r.confirmed_at
    FROM unnest(CAST(:variants AS bigint[])) AS v(id) CROSS JOIN places AS p
    LEFT JOIN inventory_level AS l ON l.store_id = :store_id AND l.variant_id = v.id
      AND l.location_id = p.location_id
    LEFT JOIN inventory_reservation AS r ON r.store_id = :store_id AND r.ref = :ref
      AND r.variant_id = v.id AND r.location_id IS NOT DISTINCT FROM p.location_id
    ORDER BY v.id, p.priority, p.id
    """
)
_HELD = Reservation.quantity - Reservation.shipped - Reservation.released
_CONFIRM = (
    update(Reservation)
    .where(
        Reservation.store_id == bindparam("of_store"),
        Reservation.ref == bindparam("of_ref"),
        Reservation.confirmed_at.is_(None),
        _HELD > 0,
    )
    .values(confirmed_at=bindparam("moment"))
    .execution_options(synchronize_session=False)
)

_AVAILABILITY = text(
    """
    SELECT i.variant_id,
      i.on_hand - i.reserved + (
        SELECT coalesce(sum(r.quantity - r.shipped - r.released), 0)::bigint
        FROM inventory_reservation AS r
        WHERE r.store_id = i.store_id AND r.variant_id = i.variant_id
          AND r.quantity > r.shipped + r.released AND r.confirmed_at IS NULL
          AND r.expires_at IS NOT NULL AND r.expires_at <= :moment),
      i.is_tracked, i.may_backorder, i.backorder_limit
    FROM inventory_stock_item AS i
    WHERE i.store_id = :store_id AND i.variant_id = ANY(CAST(:variants AS bigint[]))
    """
)


@dataclass(frozen=True)
class Spot:
    """A variant at a location, and what one reservation has there.

    The main location has no id, and no level of its own: `on_hand` and `reserved` are 0 there.
    """

    variant_id: int
    location_id: int | None
    is_active: bool
    on_hand: int
    reserved: int
    reservation_id: int | None
    quantity: int
    shipped: int
    released: int
    expires_at: datetime | None
    confirmed_at: datetime | None

    @property
    def held(self) -> int:
        """Units that are set aside still."""
        return self.quantity - self.shipped - self.released


@dataclass(frozen=True)
class Held:
    """Units of a variant that a reservation has at one place."""

    reservation_id: int
    variant_id: int
    location_id: int | None
    units: int
    shipped: int
    expires_at: datetime | None
    confirmed_at: datetime | None

    def has_expired(self, moment: datetime) -> bool:
        """Whether its time ran out before anybody confirmed it, let go already or not."""
        if self.confirmed_at is not None or self.expires_at is None:
            return False
        return self.expires_at <= moment


class ReservationRows:
    """Reservations of one store; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def spots(self, variant_ids: Iterable[int], ref: str) -> list[Spot]:
        """Each of these variants at each location, in the order in which goods are taken."""
        given = {"store_id": self._store_id, "ref": ref, "variants": sorted(variant_ids)}
        return [Spot(*row) for row in self._db.execute(_SPOTS, given)]

    def of_ref(self, ref: str) -> list[Held]:
        """All rows of a reservation, those that hold nothing any more too, the oldest first."""
        return self._held(Reservation.ref == ref)

    def due(self, moment: datetime, variant_ids: Iterable[int], *, but: str | None) -> list[Held]:
        """What these variants' expired reservations hold, one reservation left out."""
        is_wanted = Reservation.variant_id == any_(_numbers(variant_ids))
        return self._held(and_(_is_due(moment), is_wanted, Reservation.ref.is_distinct_from(but)))

    def variants_due(self, moment: datetime, limit: int) -> list[int]:
        """Some variants of which expired reservations hold something."""
        statement = (
            select(Reservation.variant_id)
            .distinct()
            .where(Reservation.store_id == self._store_id, _is_due(moment))
            .limit(limit)
        )
        return list(self._db.scalars(statement))

    def renew(
        self,
        ref: str,
        variant_ids: Iterable[int],
        *,
        expires_at: datetime | None,
        moment: datetime,
    ) -> None:
        """Gives what is held unconfirmed of these variants another end, or confirms it."""
        self._db.execute(
            update(Reservation)
            .where(
                Reservation.store_id == self._store_id,
                Reservation.ref == ref,
                Reservation.variant_id == any_(_numbers(variant_ids)),
                Reservation.confirmed_at.is_(None),
                _HELD > 0,
            )
            .values(expires_at=expires_at, confirmed_at=None if expires_at else moment)
        )

    def confirm(self, ref: str, moment: datetime) -> None:
        """What is held of the reservation no longer ends by itself."""
        given = {"of_store": self._store_id, "of_ref": ref, "moment": moment}
        self._db.execute(_CONFIRM, given)

    def availability(
        self, variant_ids: Iterable[int], moment: datetime
    ) -> Sequence[tuple[Any, ...]]:
        """Variant, available units, tracked, backorders allowed, their limit.

        What expired reservations hold counts as available.
        """
        given = {
            "store_id": self._store_id,
            "variants": sorted(set(variant_ids)),
            "moment": moment,
        }
        return [tuple(row) for row in self._db.execute(_AVAILABILITY, given)]

    def _held(self, condition: ColumnElement[bool]) -> list[Held]:
        statement = (
            select(
                Reservation.id,
                Reservation.variant_id,
                Reservation.location_id,
                _HELD,
                Reservation.shipped,
                Reservation.expires_at,
                Reservation.confirmed_at,
            )
            .where(Reservation.store_id == self._store_id, condition)
            .order_by(Reservation.id)
        )
        return [Held(*row) for row in self._db.execute(statement)]


def _is_pending() -> ColumnElement[bool]:
    """As the index has it."""
    return and_(
        Reservation.quantity > Reservation.shipped + Reservation.released,
        Reservation.confirmed_at.is_(None),
        Reservation.expires_at.is_not(None),
    )


def _is_due(moment: datetime) -> ColumnElement[bool]:
    return and_(_is_pending(), Reservation.expires_at <= moment)


def _numbers(values: Iterable[int]) -> ColumnElement[Any]:
    return literal(sorted(set(values)), ARRAY(BigInteger))
