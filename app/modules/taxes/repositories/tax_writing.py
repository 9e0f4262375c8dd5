"""Finds and writes a store's settings, classes and own rates, one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order, lock_names
from app.modules.core.services.setup_memory import note_setup
from app.modules.taxes.models import TaxClass, TaxRate, TaxSettings

T = TypeVar("T", TaxSettings, TaxClass, TaxRate)
_SPACE = "taxes"
RATE_PLACE = ("country", "tax_class", "region", "postal_prefix", "valid_from")
RatePlace: TypeAlias = tuple[str, str, str, str, date]


class TaxWriting:
    """A store's own rows; whoever changes any of them holds the store's lock."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def lock(self) -> None:
        """One change at a time in a store, so that what was checked still holds when written."""
        lock_names(self._db, _SPACE, [str(self._store_id)])

    def settings(self) -> TaxSettings | None:
        """The store's settings, None before the first."""
        return self._db.scalar(select(TaxSettings).where(TaxSettings.store_id == self._store_id))

    def classes(self, after_code: str, limit: int) -> list[TaxClass]:
        """The classes by code, those after it."""
        statement = select(TaxClass).where(
            TaxClass.store_id == self._store_id, TaxClass.code > after_code
        )
        return list(self._db.scalars(statement.order_by(TaxClass.code).limit(limit)))

    def class_of_id(self, class_id: int, *, for_change: bool = False) -> TaxClass | None:
        """The class; locked where it is to be changed."""
        return self._of_id(TaxClass, class_id, for_change=for_change)

    def class_of_code(self, code: str) -> TaxClass | None:
        """The class that products call so."""
        return self._db.scalar(
            select(TaxClass).where(TaxClass.store_id == self._store_id, TaxClass.code == code)
        )

    def rates(
        self, country: str | None, at: date | None, after: RatePlace | None, limit: int
    ) -> list[TaxRate]:
        """Own rates after a place: of one country, and in force on a day, where given.

        Each has a place of its own; the widest ones come first, then the earlier ones.
        """
        order = [getattr(TaxRate, name) for name in RATE_PLACE]
        wanted = [TaxRate.store_id == self._store_id]
        if country is not None:
            wanted.append(TaxRate.country == country)
        if at is not None:
            wanted.append(TaxRate.valid_from <= at)
            wanted.append(TaxRate.valid_to.is_(None) | (TaxRate.valid_to >= at))
        if after is not None:
            wanted.append(tuple_(*order) > tuple_(*after))
        statement = select(TaxRate).where(*wanted).order_by(*order).limit(limit)
        return list(self._db.scalars(statement))

    def rate_of_id(self, rate_id: int, *, for_change: bool = False) -> TaxRate | None:
        """The rate; locked where it is to be changed."""
        return self._of_id(TaxRate, rate_id, for_change=for_change)

    def rate_like(self, values: Mapping[str, Any]) -> TaxRate | None:
        """The rate of the same class, place and first day."""
        return self._db.scalar(
            select(TaxRate)
            .where(TaxRate.store_id == self._store_id)
            .filter_by(**{name: values[name] for name in RATE_PLACE})
        )

    def has_rates_of(self, tax_class: str) -> bool:
        """Whether any own rate is for the class."""
        statement = select(TaxRate.id).where(
            TaxRate.store_id == self._store_id, TaxRate.tax_class == tax_class
        )
        return self._db.scalar(statement.limit(1)) is not None

    def count(self, kind: type[TaxClass] | type[TaxRate]) -> int:
        """How many the store has."""
        statement = select(func.count()).where(kind.store_id == self._store_id)
        return self._db.scalar(statement) or 0

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

    def remove(self, row: TaxClass | TaxRate) -> None:
        """The row is gone."""
        note_setup(self._db, self._store_id)
        self._db.delete(row)
        self._db.flush()

    def _of_id(self, kind: type[T], row_id: int, *, for_change: bool) -> T | None:
        statement = select(kind).where(kind.store_id == self._store_id, kind.id == row_id)
        return self._db.scalar(in_lock_order(statement, kind) if for_change else statement)
