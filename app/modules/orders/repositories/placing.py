"""Writing an order that is placed here, in a few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from app.modules.contracts.orders import OrderSource
from app.modules.orders.models import Order, OrderLine

_ORDERS = cast("Table", Order.__table__)
# Written out once: a statement with the values in it would be compiled for each of them.
_INSERT_ORDER = upsert(_ORDERS).on_conflict_do_nothing().returning(_ORDERS.c.id)
_INSERT_LINE = insert(cast("Table", OrderLine.__table__))


class Placing:
    """Writes new orders of one store, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def insert_order(self, values: Mapping[str, Any]) -> int | None:
        """The id of the new order; None when its key or its number is taken.

        Another transaction that is placing the same order is waited for.
        """
        row = self._db.execute(_INSERT_ORDER, {"store_id": self._store_id, **values}).first()
        return None if row is None else int(row[0])

    def insert_lines(self, order_id: int, lines: Sequence[Mapping[str, Any]]) -> None:
        """All lines of the order."""
        owner = {"store_id": self._store_id, "order_id": order_id}
        self._db.execute(_INSERT_LINE, [{**owner, **line} for line in lines])

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
