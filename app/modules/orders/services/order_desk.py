"""The desk at which other modules place orders and tell of their payments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.contracts.orders import NewOrder, OrderStanding, PlacedOrder
from app.modules.contracts.payments import Disposition
from app.modules.contracts.stock import Shortage
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.services.follow_payments import follow_payments
from app.modules.orders.services.order_standing import standing_of
from app.modules.orders.services.place_order import place_order


class OrderDeskService:
    """Fulfils the contract `OrderDesk`."""

    def place(
        self, db: Session, store_id: int, order: NewOrder
    ) -> PlacedOrder | Sequence[Shortage]:
        return place_order(db, store_id, order)

    def payment_changed(
        self, db: Session, store_id: int, order_id: int, at: datetime
    ) -> Disposition:
        return follow_payments(db, store_id, order_id, at)

    def standing(self, db: Session, store_id: int, order_id: int) -> OrderStanding | None:
        book = OrderBook(db, store_id)
        order = book.find(order_id)
        return None if order is None else standing_of(order, book.lines(order_id))

    def refundable_apart(self, db: Session, store_id: int, order_id: int) -> int | None:
        """Before an order is paid, what goes back is due again; no document says otherwise."""
        order = OrderBook(db, store_id).find(order_id)
        return None if order is None or order.paid_at is None else order.spare_minor


order_desk = OrderDeskService()
