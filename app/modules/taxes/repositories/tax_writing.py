"""Finds and writes a store's settings, classes and own rates, one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order, lock_names
from app.modules.core.services.setup_memory import note_setup
from app.modules.taxes.models import TaxClass, TaxRate, TaxSettings

T = TypeVar("T", TaxSettings, TaxClass, TaxRate)
_SPACE = "taxes"


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

    def classes(self) -> list[TaxClass]:
        """All classes by code."""
        statement = select(TaxClass).where(TaxClass.store_id == self._store_id)
        return list(self._db.scalars(statement.order_by(TaxClass.code)))

    def class_of_id(self, class_id: int, *, for_change: bool = False) -> TaxClass | None:
        """The class; locked where it is to be changed."""
        return self._of_id(TaxClass, class_id, for_change=for_change)

    def class_of_code(self, code: str) -> TaxClass | None:
        """The class that products call so."""
        return self._db.scalar(
            select(TaxClass).where(TaxClass.store_id == self._store_id, TaxClass.code == code)
        )

    def rates(self, country: str | None = None) -> list[TaxRate]:
        """The own rates, of one country or all, the widest place first, then by first day."""
        statement = select(TaxRate).where(TaxRate.store_id == self._store_id)
        if country is not None:
            statement = statement.where(TaxRate.country == country)
        order = (TaxRate.country, TaxRate.tax_class, TaxRate.region, TaxRate.postal_prefix)
        return list(self._db.scalars(statement.order_by(*order, TaxRate.valid_from)))

    def rate_of_id(self, rate_id: int, *, for_change: bool = False) -> TaxRate | None:
        """The rate; locked where it is to be changed."""
        return self._of_id(TaxRate, rate_id, for_change=for_change)

    def rate_like(self, values: Mapping[str, Any]) -> TaxRate | None:
        """The rate of the same class, place and first day."""
        same = ("country", "region", "postal_prefix", "tax_class", "valid_from")
        return self._db.scalar(
            select(TaxRate)
            .where(TaxRate.store_id == self._store_id)
            .filter_by(**{name: values[name] for name in same})
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
