"""Reads what a store has said about its taxes, in two statements."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.modules.taxes.models import TaxClass, TaxRate, TaxSettings


class TaxSetup:
    """A store's settings with its classes, and its own rates."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def settings_with_classes(
        self, codes: Iterable[str]
    ) -> tuple[TaxSettings | None, list[TaxClass]]:
        """The settings, and those classes of these codes that the store has described."""
        same = and_(TaxClass.store_id == TaxSettings.store_id, TaxClass.code.in_(sorted(codes)))
        statement = (
            select(TaxSettings, TaxClass)
            .outerjoin(TaxClass, same)
            .where(TaxSettings.store_id == self._store_id)
        )
        rows: list[tuple[TaxSettings, TaxClass | None]] = [
            (row[0], row[1]) for row in self._db.execute(statement)
        ]
        if not rows:
            return None, []
        return rows[0][0], [described for _, described in rows if described is not None]

    def own_rates(self, countries: Iterable[str]) -> list[TaxRate]:
        """The store's own rates in these countries, of all times."""
        statement = (
            select(TaxRate)
            .where(TaxRate.store_id == self._store_id, TaxRate.country.in_(sorted(countries)))
            .order_by(TaxRate.id)
        )
        return list(self._db.scalars(statement))


def plain(rate: Decimal) -> Decimal:
    """The rate without the zeros that its column adds: 17.0000 -> 17, 5.5000 -> 5.5."""
    return Decimal(f"{rate.normalize():f}")
