"""Notes money received outside of the payments module, and asks for what was authorised."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.orders.exceptions import GoodsAreGone, PaymentTooLarge
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.repositories.timeline import Timeline
from app.modules.orders.services.follow_payments import follow_payments
from app.modules.orders.services.lock_order import lock_order
from app.modules.orders.services.neighbours import payments_for_orders
from app.modules.orders.services.order_states import Act


def record_payment(
    db: Session,
    store_id: int,
    order_id: int,
    amount_minor: int | None,
    *,
    note: str | None,
    actor: str,
    at: datetime,
) -> None:
    """So much, or all that is due, came in cash or in a way that Stoa does not see.

    Given back it has to be in the same way.

    Raises:
        GoodsAreGone: it would pay for an order whose goods were sold meanwhile.
        PaymentTooLarge, and what `lock_order` raises.
    """
    order = lock_order(db, store_id, order_id, Act.RECORD_PAYMENT).order
    left = order.due_minor - order.held_minor
    amount = left if amount_minor is None else amount_minor
    if amount > left:
        raise PaymentTooLarge(left=left)
    order.recorded_minor += amount
    order.version += 1
    OrderBook(db, store_id).save()
    details = {"amount_minor": amount, "currency": order.currency, "is_recorded": True}
    Timeline(db, store_id).add(order_id, "payment", at=at, actor=actor, text=note, details=details)
    follow_payments(db, store_id, order_id, at)
    if order.failed_at is not None:
        raise GoodsAreGone


def capture_payment(db: Session, store_id: int, order_id: int, *, actor: str, at: datetime) -> None:
    """Takes what was authorised before anything is shipped. Raises what `lock_order` raises."""
    order = lock_order(db, store_id, order_id, Act.CAPTURE).order
    missing = order.due_minor - order.held_minor
    payments_for_orders().capture(db, store_id, order_id, missing)
    Timeline(db, store_id).add(order_id, "capture_asked", at=at, actor=actor)
