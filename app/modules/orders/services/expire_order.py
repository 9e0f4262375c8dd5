"""Gives up an order that was not paid in time; what was set aside for it is free again.

A sweep looks every minute for orders whose time is over and has each given up by a job. A job that
waits for the end of every order would be one for each order that is paid.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_stores
from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import enqueue
from app.modules.contracts.events import OrderExpired
from app.modules.contracts.orders import OrderState
from app.modules.core.services.figure_change import FigureChange
from app.modules.core.services.reactions import announce
from app.modules.orders.models import Order
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.repositories.order_figures import ORDER_FIGURES
from app.modules.orders.repositories.overdue_orders import overdue_orders
from app.modules.orders.repositories.timeline import Timeline
from app.modules.orders.services.neighbours import (
    order_ref,
    payments_for_orders,
    promotions_for,
    stock_for,
)
from app.modules.orders.services.order_states import order_state
from app.modules.tenancy.repositories.store_directory import StoreDirectory

AT_A_TIME = 5000


def expire_order(db: Session, store_id: int, order_id: int) -> None:
    """After an order's `hold_until`: does nothing unless it still waits for all its money.

    An order that was paid in part is left to the team: giving it up would keep money for nothing.
    """
    order = OrderBook(db, store_id).lock(order_id)
    if order is None or order.hold_until is None or order.failed_at is not None:
        return
    if order_state(order) is not OrderState.OPEN or order.paid_at or order.authorised_at:
        return
    if order.held_minor > 0:
        return
    now = utc_now()
    if now < order.hold_until:
        return
    payments_for_orders().void(db, store_id, order_id)
    give_up(db, order, now)


def give_up(db: Session, order: Order, at: datetime) -> None:
    """Frees what the order holds and takes it out of all figures; the caller has locked it."""
    store_id, ref = order.store_id, order_ref(order.id)
    stock_for(db, order).release(db, store_id, ref)
    promotions_for(db, order).give_back(db, store_id, ref)
    change = FigureChange(db, store_id, ORDER_FIGURES)
    change.before(order=[order.id])
    order.failed_at = at
    order.version += 1
    OrderBook(db, store_id).save()
    Timeline(db, store_id).add(order.id, "failed", at=at)
    change.after(order=[order.id])
    announce(db, OrderExpired(store_id, order.id))


def sweep() -> None:
    """A job for each order whose time is over, in all stores, unless one waits already."""
    with get_database().transaction(for_job=True) as db:
        enter_stores(db, StoreDirectory(db).codes_by_id())
        for store_id, order_id in overdue_orders(db, utc_now(), AT_A_TIME):
            name = f"{EXPIRE.name}:{store_id}:{order_id}"
            enqueue(db, EXPIRE, store_id=store_id, once_waiting=name, order_id=order_id)


EXPIRE = Job("orders.expire", expire_order)
SWEEP = Job("orders.sweep", sweep, in_transaction=False, every="* * * * *")
