"""What follows when an order is paid: the news, what needs no parcel, and the invoice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.contracts.events import OrderPaid
from app.modules.core.services.reactions import announce
from app.modules.orders.models import Order
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.services.issue_invoice import issue_invoice
from app.modules.orders.services.lock_order import LockedOrder
from app.modules.orders.services.ship_order import Shipment, hand_over


def complete_payment(db: Session, order: Order, at: datetime) -> None:
    """The last step of the transaction that marks a locked order paid.

    Lines that need no shipping are handed over at once.
    """
    announce(db, OrderPaid(order.store_id, order.id))
    locked = LockedOrder(order, OrderBook(db, order.store_id).lines(order.id))
    instant = [
        (line, line.to_ship_units)
        for line in locked.lines
        if not line.needs_shipping and line.to_ship_units
    ]
    if instant:
        hand_over(db, locked, instant, Shipment(), actor=None, at=at)
    issue_invoice(db, order, at, locked.lines)
