"""Writing an order that is placed here, in a few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from app.modules.contracts.orders import OrderSource
from app.modules.orders.models import Order, OrderLine


class Placing:
    """Writes new orders of one store, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def insert_order(self, values: Mapping[str, Any]) -> int | None:
        """The id of the new order; None when its key or its number is taken.

        Another transaction that is placing the same order is waited for.
        """
        statement = upsert(Order).values(store_id=self._store_id, **values)
        return self._db.scalar(statement.on_conflict_do_nothing().returning(Order.id))

    def insert_lines(self, order_id: int, lines: Sequence[Mapping[str, Any]]) -> None:
        """All lines of the order in one statement."""
        owner = {"store_id": self._store_id, "order_id": order_id}
        self._db.execute(insert(OrderLine).values([{**owner, **line} for line in lines]))

    def take_back(self, order_id: int) -> None:
        """The order was not placed after all: it has neither lines nor events yet."""
        self._db.execute(
            delete(Order).where(Order.store_id == self._store_id, Order.id == order_id)
        )

    def placed_before(self, key: str) -> Order | None:
        """The order that was placed under the key."""
        return self._db.scalar(
            select(Order).where(
                Order.store_id == self._store_id,
                Order.source == OrderSource.STOREFRONT.value,
                Order.external_ref == key,
            )
        )
