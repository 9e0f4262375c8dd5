"""Reads all that a store offers for parcels, and its own carriers."""

from __future__ import annotations

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.modules.shipping.models import (
    ShippingCarrier,
    ShippingMethod,
    ShippingRate,
    ShippingZone,
)


class OfferRows:
    """A store's zones, its active methods with their rates, and its own carriers."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def zones(self) -> list[ShippingZone]:
        """All zones, the first of equal ones first."""
        statement = (
            select(ShippingZone)
            .where(ShippingZone.store_id == self._store_id)
            .order_by(ShippingZone.position, ShippingZone.id)
        )
        return list(self._db.scalars(statement))

    def rates(self) -> list[tuple[ShippingMethod, ShippingRate]]:
        """Active methods in their order with each of their rates, those for everywhere last."""
        rate = ShippingRate
        same = and_(rate.store_id == ShippingMethod.store_id, rate.method_id == ShippingMethod.id)
        statement = (
            select(ShippingMethod, rate)
            .join(rate, same)
            .where(ShippingMethod.store_id == self._store_id, ShippingMethod.is_active)
            .order_by(ShippingMethod.position, ShippingMethod.id, rate.zone_id)
        )
        return [(row[0], row[1]) for row in self._db.execute(statement)]

    def has_methods(self) -> bool:
        """Whether the store has named any way, active or not."""
        statement = select(ShippingMethod.id).where(ShippingMethod.store_id == self._store_id)
        return self._db.scalar(statement.limit(1)) is not None

    def carrier(self, code: str) -> ShippingCarrier | None:
        """The store's own carrier of that code."""
        return self._db.scalar(
            select(ShippingCarrier).where(
                ShippingCarrier.store_id == self._store_id, ShippingCarrier.code == code
            )
        )
