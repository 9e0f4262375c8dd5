"""Reading and locking single orders of a store."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.modules.contracts.orders import OrderSource
from app.modules.orders.models import Order, OrderLine


class OrderBook:
    """The orders of one store, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def find(self, order_id: int) -> Order | None:
        """The order as it is now."""
        return self._db.scalar(
            select(Order)
            .where(Order.store_id == self._store_id, Order.id == order_id)
            .execution_options(populate_existing=True)
        )

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
        wanted = select(Order).where(Order.store_id == self._store_id, Order.id == order_id)
        return self._db.scalar(in_lock_order(wanted, Order))

    def lines(self, order_id: int) -> list[OrderLine]:
        """The lines of the order, in the order in which they were sold."""
        statement = (
            select(OrderLine)
            .where(OrderLine.store_id == self._store_id, OrderLine.order_id == order_id)
            .order_by(OrderLine.position, OrderLine.id)
            .execution_options(populate_existing=True)
        )
        return list(self._db.scalars(statement))

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
