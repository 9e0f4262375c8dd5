"""Locks an order for a change, if the change is allowed now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.modules.contracts.orders import OrderSource
from app.modules.orders.exceptions import (
    ActNotAllowed,
    LineNamedTwice,
    OrderKeptElsewhere,
    UnknownLine,
    UnknownOrder,
)
from app.modules.orders.models import Order, OrderLine
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.services.order_standing import fulfilment_of
from app.modules.orders.services.order_states import Act, may, order_state, payment_state


@dataclass(frozen=True)
class LockedOrder:
    """An order under its lock, with its lines."""

    order: Order
    lines: Sequence[OrderLine]

    def named(self, line_ids: Iterable[int]) -> list[OrderLine]:
        """These lines in the order given. Raises UnknownLine or LineNamedTwice."""
        by_id = {line.id: line for line in self.lines}
        found: list[OrderLine] = []
        for line_id in line_ids:
            line = by_id.get(line_id)
            if line is None:
                raise UnknownLine(line=str(line_id))
            if line in found:
                raise LineNamedTwice(line=str(line_id))
            found.append(line)
        return found


def lock_order(db: Session, store_id: int, order_id: int, act: Act | None = None) -> LockedOrder:
    """The order, its lines, and everybody else kept from them until the transaction ends.

    Raises:
        UnknownOrder: there is none of that id in the store.
        OrderKeptElsewhere: it was imported.
        ActNotAllowed: by the tables of `order_states`.
    """
    book = OrderBook(db, store_id)
    order = book.lock(order_id)
    if order is None:
        raise UnknownOrder
    if order.source != OrderSource.STOREFRONT.value:
        raise OrderKeptElsewhere
    locked = LockedOrder(order, book.lines(order_id))
    if act is not None:
        require(act, locked)
    return locked


def require(act: Act, locked: LockedOrder) -> None:
    """Raises ActNotAllowed unless the act may be done now."""
    order, fulfilment = locked.order, fulfilment_of(locked.lines)
    payment = payment_state(order)
    if not may(act, order, payment, fulfilment):
        raise ActNotAllowed(
            act=act.value,
            state=order_state(order).value,
            payment=payment.value,
            fulfilment=fulfilment.value,
        )
