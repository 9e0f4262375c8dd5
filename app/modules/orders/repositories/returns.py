"""Returns of a store's orders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import and_, not_, select, tuple_
from sqlalchemy.orm import Session

from app.modules.orders.models import Order, OrderReturn, ReturnLine


class Returns:
    """The returns of one store, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def add(self, back: OrderReturn, lines: Iterable[tuple[int, int]]) -> None:
        """Writes the return, which then has its id, and its lines, given as (line id, units)."""
        self._db.add(back)
        self._db.flush()
        for line_id, quantity in lines:
            self._db.add(
                ReturnLine(
                    store_id=self._store_id,
                    return_id=back.id,
                    order_line_id=line_id,
                    quantity=quantity,
                )
            )
        self._db.flush()

    def page(
        self, *, is_open: bool, after: tuple[datetime, int] | None, limit: int
    ) -> list[tuple[OrderReturn, str]]:
        """Returns with the number of their order, the oldest request first."""
        waits = and_(OrderReturn.received_at.is_(None), OrderReturn.rejected_at.is_(None))
        statement = (
            select(OrderReturn, Order.number)
            .join(
                Order,
                and_(Order.store_id == OrderReturn.store_id, Order.id == OrderReturn.order_id),
            )
            .where(OrderReturn.store_id == self._store_id, waits if is_open else not_(waits))
            .order_by(OrderReturn.requested_at, OrderReturn.id)
            .limit(limit)
        )
        if after is not None:
            statement = statement.where(tuple_(OrderReturn.requested_at, OrderReturn.id) > after)
        return [(back, number) for back, number in self._db.execute(statement)]

    def find(self, order_id: int, return_id: int) -> OrderReturn | None:
        """One return of an order."""
        return self._db.scalar(
            select(OrderReturn).where(
                OrderReturn.store_id == self._store_id,
                OrderReturn.order_id == order_id,
                OrderReturn.id == return_id,
            )
        )

    def of_order(self, order_id: int) -> list[OrderReturn]:
        """The returns of the order, the oldest first."""
        statement = (
            select(OrderReturn)
            .where(OrderReturn.store_id == self._store_id, OrderReturn.order_id == order_id)
            .order_by(OrderReturn.requested_at, OrderReturn.id)
        )
        return list(self._db.scalars(statement))

    def lines_of(self, return_ids: Iterable[int]) -> list[ReturnLine]:
        """The lines of several returns."""
        statement = (
            select(ReturnLine)
            .where(
                ReturnLine.store_id == self._store_id, ReturnLine.return_id.in_(list(return_ids))
            )
            .order_by(ReturnLine.return_id, ReturnLine.id)
        )
        return list(self._db.scalars(statement))

    def open_units(self, order_id: int) -> dict[int, int]:
        """Units by order line that are asked or awaited back and did not come yet."""
        waiting = {
            back.id
            for back in self.of_order(order_id)
            if back.received_at is None and back.rejected_at is None
        }
        units: dict[int, int] = {}
        for line in self.lines_of(waiting):
            units[line.order_line_id] = units.get(line.order_line_id, 0) + line.quantity
        return units
