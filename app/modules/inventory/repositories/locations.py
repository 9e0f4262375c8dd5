"""The locations of a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, any_, delete, exists, literal, or_, select, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session
from sqlalchemy.types import BigInteger

from app.kernel.database.locks import in_lock_order
from app.modules.inventory.models import Level, Location, Movement, Reservation

MAIN_CODE = "main"


class Locations:
    """Locations of one store; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def all(self) -> list[Location]:
        """In the order in which goods are taken from them."""
        statement = (
            select(Location)
            .where(Location.store_id == self._store_id)
            .order_by(Location.priority, Location.id)
            .execution_options(populate_existing=True)
        )
        return list(self._db.scalars(statement))

    def lock(self, ids: Iterable[int]) -> dict[int, Location]:
        """Those of the ids that exist, locked: nobody closes or removes them meanwhile."""
        wanted = select(Location).where(
            Location.store_id == self._store_id,
            Location.id == any_(literal(sorted(ids), ARRAY(BigInteger))),
        )
        return {found.id: found for found in self._db.scalars(in_lock_order(wanted, Location))}

    def add(self, values: Mapping[str, Any], moment: datetime) -> int | None:
        """The id of the new location; None when its code is taken, or it is a second main one."""
        statement = (
            insert(Location)
            .values(store_id=self._store_id, created_at=moment, **values)
            .on_conflict_do_nothing()
            .returning(Location.id)
        )
        return self._db.scalar(statement)

    def change(self, location_id: int, values: Mapping[str, Any]) -> None:
        """Writes the values and counts the version on."""
        self._db.execute(
            update(Location)
            .where(*self._is(location_id))
            .values(**values, version=Location.version + 1)
            .execution_options(synchronize_session=False)
        )

    def remove(self, location_id: int) -> None:
        """Removes a location that nothing points at."""
        self._db.execute(
            delete(Location)
            .where(*self._is(location_id))
            .execution_options(synchronize_session=False)
        )

    def holds_anything(self, location_id: int) -> bool:
        """Whether units are there, or are promised from there."""
        statement = select(
            exists().where(
                Level.store_id == self._store_id,
                Level.location_id == location_id,
                or_(Level.on_hand != 0, Level.reserved != 0),
            )
        )
        return bool(self._db.scalar(statement))

    def has_history(self, location_id: int) -> bool:
        """Whether anything ever happened there."""
        tables = (Level, Movement, Reservation)
        found = [
            exists().where(table.store_id == self._store_id, table.location_id == location_id)
            for table in tables
        ]
        return bool(self._db.scalar(select(or_(*found))))

    def _is(self, location_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        return Location.store_id == self._store_id, Location.id == location_id
