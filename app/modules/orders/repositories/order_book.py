"""Reading and locking single orders of a store."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.modules.contracts.orders import OrderSource
from app.modules.orders.models import Order, OrderLine

_ONE = select(Order).where(
    Order.store_id == bindparam("store_id"), Order.id == bindparam("order_id")
)
_FIND = _ONE.execution_options(populate_existing=True)
_LOCK = in_lock_order(_ONE, Order)
_LINES = (
    select(OrderLine)
    .where(OrderLine.store_id == bindparam("store_id"), OrderLine.order_id == bindparam("order_id"))
    .order_by(OrderLine.position, OrderLine.id)
    .execution_options(populate_existing=True)
)


class OrderBook:
    """The orders of one store, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def find(self, order_id: int) -> Order | None:
        """The order as it is now."""
        return self._db.scalar(_FIND, {"store_id": self._store_id, "order_id": order_id})

    def find_own(self, number: str) -> Order | None:
        """The order of that number that was placed here."""
        return self._db.scalar(
            select(Order).where(
                Order.store_id == self._store_id,
                Order.number == number,
                Order.source == OrderSource.STOREFRONT.value,
            )
        )

    def lock(self, order_id: int) -> Order | None:
        """The order, kept from others until the transaction ends.

        Every change of an order that was placed here, of its lines and of what belongs to it is
        made under this lock.
        """
        return self._db.scalar(_LOCK, {"store_id": self._store_id, "order_id": order_id})

    def lines(self, order_id: int) -> list[OrderLine]:
        """The lines of the order, in the order in which they were sold."""
        wanted = {"store_id": self._store_id, "order_id": order_id}
        return list(self._db.scalars(_LINES, wanted))

    def lines_of(self, order_ids: Iterable[int]) -> list[OrderLine]:
        """The lines of several orders."""
        statement = (
            select(OrderLine)
            .where(OrderLine.store_id == self._store_id, OrderLine.order_id.in_(list(order_ids)))
            .order_by(OrderLine.order_id, OrderLine.position, OrderLine.id)
        )
        return list(self._db.scalars(statement))

    def save(self) -> None:
        """Sends what was changed of locked orders and their lines to the database."""
        self._db.flush()
