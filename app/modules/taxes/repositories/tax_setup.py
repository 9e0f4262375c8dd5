"""Reads what a store has said about its taxes, in three statements."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.modules.taxes.models import TaxClass, TaxRate, TaxSettings


class TaxSetup:
    """A store's settings, its classes, and its own rates of all times."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def settings(self) -> TaxSettings | None:
        """What the store has said of itself; None while that is nothing."""
        return self._db.scalar(select(TaxSettings).where(TaxSettings.store_id == self._store_id))

    def classes(self) -> list[TaxClass]:
        """The classes that the store has described."""
        return list(self._db.scalars(select(TaxClass).where(TaxClass.store_id == self._store_id)))

    def own_rates(self) -> list[TaxRate]:
        """The first written first."""
        statement = select(TaxRate).where(TaxRate.store_id == self._store_id)
        return list(self._db.scalars(statement.order_by(TaxRate.id)))


def plain(rate: Decimal) -> Decimal:
    """The rate without the zeros that its column adds: 17.0000 -> 17, 5.5000 -> 5.5."""
    return Decimal(f"{rate.normalize():f}")
