"""Shipments of a store's orders."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.modules.orders.models import Fulfilment, FulfilmentLine


class Fulfilments:
    """The shipments of one store, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def add(self, fulfilment: Fulfilment, lines: Iterable[tuple[int, int]]) -> None:
        """Writes the shipment, which then has its id, and its lines, given as (line id, units)."""
        self._db.add(fulfilment)
        self._db.flush()
        for line_id, quantity in lines:
            self._db.add(
                FulfilmentLine(
                    store_id=self._store_id,
                    fulfilment_id=fulfilment.id,
                    order_line_id=line_id,
                    quantity=quantity,
                )
            )
        self._db.flush()

    def of_order(self, order_id: int) -> list[Fulfilment]:
        """The shipments of the order, the oldest first."""
        statement = (
            select(Fulfilment)
            .where(Fulfilment.store_id == self._store_id, Fulfilment.order_id == order_id)
            .order_by(Fulfilment.shipped_at, Fulfilment.id)
        )
        return list(self._db.scalars(statement))

    def lines_of(self, fulfilment_ids: Iterable[int]) -> list[FulfilmentLine]:
        """The lines of several shipments."""
        statement = (
            select(FulfilmentLine)
            .where(
                FulfilmentLine.store_id == self._store_id,
                FulfilmentLine.fulfilment_id.in_(list(fulfilment_ids)),
            )
            .order_by(FulfilmentLine.fulfilment_id, FulfilmentLine.id)
        )
        return list(self._db.scalars(statement))

    def find(self, order_id: int, fulfilment_id: int) -> Fulfilment | None:
        """One shipment of an order."""
        return self._db.scalar(
            select(Fulfilment).where(
                Fulfilment.store_id == self._store_id,
                Fulfilment.order_id == order_id,
                Fulfilment.id == fulfilment_id,
            )
        )
