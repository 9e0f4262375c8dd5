"""Finds and writes a store's zones, ways of delivery and carriers, one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order, lock_names
from app.modules.core.services.setup_memory import note_setup
from app.modules.shipping.models import (
    ShippingCarrier,
    ShippingMethod,
    ShippingRate,
    ShippingZone,
)

T = TypeVar("T", ShippingZone, ShippingMethod, ShippingCarrier)
Placed = TypeVar("Placed", ShippingZone, ShippingMethod)
_SPACE = "shipping"


class ShippingWriting:
    """A store's own rows; whoever changes any of them holds the store's lock."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def lock(self) -> None:
        """One change at a time in a store, so that what was checked still holds when written."""
        lock_names(self._db, _SPACE, [str(self._store_id)])

    def in_order(self, kind: type[Placed], after: Sequence[int] | None, limit: int) -> list[Placed]:
        """Zones or ways of delivery by position and id, those after one of that position and id."""
        statement = select(kind).where(kind.store_id == self._store_id)
        if after is not None:
            statement = statement.where(tuple_(kind.position, kind.id) > tuple_(*after))
        return list(self._db.scalars(statement.order_by(kind.position, kind.id).limit(limit)))

    def zone_named(self, name: str) -> ShippingZone | None:
        """The zone of that name."""
        return self._db.scalar(
            select(ShippingZone).where(
                ShippingZone.store_id == self._store_id, ShippingZone.name == name
            )
        )

    def carriers(self) -> list[ShippingCarrier]:
        """All carriers of the store's own."""
        carrier = ShippingCarrier
        return list(self._db.scalars(select(carrier).where(carrier.store_id == self._store_id)))

    def of_id(self, kind: type[T], row_id: int, *, for_change: bool = False) -> T | None:
        """The row of that id; locked where it is to be changed."""
        statement = select(kind).where(kind.store_id == self._store_id, kind.id == row_id)
        return self._db.scalar(in_lock_order(statement, kind) if for_change else statement)

    def has_code(self, kind: type[ShippingMethod] | type[ShippingCarrier], code: str) -> bool:
        """Whether the store has one of that code."""
        statement = select(kind.id).where(kind.store_id == self._store_id, kind.code == code)
        return self._db.scalar(statement) is not None

    def count(self, kind: type[ShippingZone] | type[ShippingMethod] | type[ShippingCarrier]) -> int:
        """How many the store has."""
        statement = select(func.count()).where(kind.store_id == self._store_id)
        return self._db.scalar(statement) or 0

    def rates_of(self, method_ids: Iterable[int]) -> dict[int, list[ShippingRate]]:
        """The prices of these methods by method, in the order in which they were given."""
        rate = ShippingRate
        statement = (
            select(rate)
            .where(rate.store_id == self._store_id, rate.method_id.in_(list(method_ids)))
            .order_by(rate.id)
        )
        found: dict[int, list[ShippingRate]] = {}
        for row in self._db.scalars(statement):
            found.setdefault(row.method_id, []).append(row)
        return found

    def zone_ids(self, among: Iterable[int]) -> set[int]:
        """Which of these are zones of the store."""
        statement = select(ShippingZone.id).where(
            ShippingZone.store_id == self._store_id, ShippingZone.id.in_(list(among))
        )
        return set(self._db.scalars(statement))

    def methods_in_zone(self, zone_id: int) -> list[str]:
        """The codes of the methods that have a price for the zone."""
        statement = (
            select(ShippingMethod.code)
            .join(
                ShippingRate,
                (ShippingRate.store_id == ShippingMethod.store_id)
                & (ShippingRate.method_id == ShippingMethod.id),
            )
            .where(ShippingMethod.store_id == self._store_id, ShippingRate.zone_id == zone_id)
            .distinct()
        )
        return sorted(self._db.scalars(statement))

    def add(self, kind: type[T], values: Mapping[str, Any]) -> T:
        """A new row of the store, with its id."""
        note_setup(self._db, self._store_id)
        row = kind(store_id=self._store_id, **values)
        self._db.add(row)
        self._db.flush()
        return row

    def change(self, row: T, values: Mapping[str, Any]) -> T:
        """The row with new values, one version on."""
        note_setup(self._db, self._store_id)
        for name, value in values.items():
            setattr(row, name, value)
        row.version += 1
        self._db.flush()
        return row

    def remove(self, row: ShippingZone | ShippingMethod | ShippingCarrier) -> None:
        """The row is gone, and the prices of a method with it."""
        note_setup(self._db, self._store_id)
        self._db.delete(row)
        self._db.flush()

    def set_rates(self, method_id: int, rates: Sequence[Mapping[str, Any]]) -> None:
        """These are all the prices of the method now."""
        note_setup(self._db, self._store_id)
        rate = ShippingRate
        self._db.execute(
            delete(rate).where(rate.store_id == self._store_id, rate.method_id == method_id)
        )
        for values in rates:
            self._db.add(rate(store_id=self._store_id, method_id=method_id, **values))
        self._db.flush()
