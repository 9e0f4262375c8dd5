"""Follows the payments of an order: it is assured once they cover what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.contracts.payments import Disposition, PaymentState
from app.modules.core.services.figure_change import FigureChange
from app.modules.orders.models import Order
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.repositories.order_figures import ORDER_FIGURES
from app.modules.orders.repositories.timeline import Timeline
from app.modules.orders.services.complete_payment import complete_payment
from app.modules.orders.services.expire_order import give_up
from app.modules.orders.services.neighbours import order_ref, payments_for, stock_for
from app.modules.orders.services.order_lines import stock_lines


@dataclass(frozen=True)
class Seen:
    """What the payments of an order come to, in minor units."""

    captured_minor: int
    refunded_minor: int
    authorised_minor: int


def follow_payments(db: Session, store_id: int, order_id: int, at: datetime) -> Disposition:
    """Fulfils `OrderDesk.payment_changed`: the order is locked, its payments are read anew.

    RETURN while the order is given up and holds money that nothing has sent back yet.
    """
    order = OrderBook(db, store_id).lock(order_id)
    if order is None:
        return Disposition.RETURN
    seen = _seen(db, order)
    received = _note(order, seen)
    is_waiting = order.failed_at is None or _revive(db, order, seen, at)
    if order.cancelled_at is not None or not is_waiting:
        disposition = _surplus(order)
    elif order.paid_at is None:
        disposition = _settle(db, order, seen.authorised_minor, received, at)
    else:
        disposition = Disposition.KEEP
    OrderBook(db, store_id).save()
    return disposition


def _settle(
    db: Session, order: Order, authorised_minor: int, received_minor: int, at: datetime
) -> Disposition:
    """Marks the order paid or authorised once the amounts noted on it cover what is due.

    An order whose goods are gone meanwhile is given up, and RETURN is the answer.
    """
    is_paid = order.paid_minor >= order.due_minor
    if received_minor > 0 and not is_paid:
        details = {"amount_minor": received_minor, "currency": order.currency}
        Timeline(db, order.store_id).add(order.id, "payment", at=at, details=details)
    if not is_paid and order.paid_minor + authorised_minor < order.due_minor:
        order.authorised_at = None
        return Disposition.KEEP
    if order.authorised_at is None and not _hold(db, order):
        give_up(db, order, at)
        return Disposition.RETURN
    if is_paid:
        _mark_paid(db, order, received_minor, at)
    elif order.authorised_at is None:
        order.authorised_at = at
        order.version += 1
        Timeline(db, order.store_id).add(order.id, "authorised", at=at)
    return Disposition.KEEP


def _seen(db: Session, order: Order) -> Seen:
    payments = payments_for(db, order).payments_of(db, order.store_id, order.id)
    return Seen(
        sum(payment.captured_minor for payment in payments),
        sum(payment.refunded_minor for payment in payments),
        sum(
            payment.amount_minor - payment.captured_minor
            for payment in payments
            if payment.state is PaymentState.AUTHORISED
        ),
    )


def _note(order: Order, seen: Seen) -> int:
    """Notes what is known of the money; how much of it is new, in minor units."""
    received = seen.captured_minor - order.captured_minor
    if received or seen.refunded_minor != order.refunded_minor:
        order.captured_minor, order.refunded_minor = seen.captured_minor, seen.refunded_minor
        order.version += 1
    return received


def _surplus(order: Order) -> Disposition:
    is_more = order.captured_minor > order.given_back_minor
    return Disposition.RETURN if is_more else Disposition.KEEP


def _hold(db: Session, order: Order) -> bool:
    """Whether the goods are the order's for good, set aside anew where the time had run out."""
    stock, store_id, ref = stock_for(db, order), order.store_id, order_ref(order.id)
    if stock.confirm(db, store_id, ref):
        return True
    lines = OrderBook(db, store_id).lines(order.id)
    wanted = stock_lines((line.variant_id, line.to_ship_units) for line in lines)
    return not stock.reserve(db, store_id, ref, wanted, expires_at=None)


def _revive(db: Session, order: Order, seen: Seen, at: datetime) -> bool:
    """Takes an order up again whose money came late, if all of it came and its goods are there.

    It counts as placed when it was placed. What its promotions used does not count again: the
    customer keeps the price that was promised.
    """
    covered = seen.captured_minor + order.recorded_minor + seen.authorised_minor
    if covered - order.given_back_minor < order.due_minor or not _hold(db, order):
        return False
    store_id = order.store_id
    change = FigureChange(db, store_id, ORDER_FIGURES)
    change.before(order=[order.id])
    order.failed_at = None
    order.version += 1
    OrderBook(db, store_id).save()
    Timeline(db, store_id).add(order.id, "revived", at=at)
    change.after(order=[order.id])
    return True


def _mark_paid(db: Session, order: Order, received_minor: int, at: datetime) -> None:
    store_id = order.store_id
    change = FigureChange(db, store_id, ORDER_FIGURES)
    change.before(order=[order.id])
    order.paid_at = at
    order.version += 1
    OrderBook(db, store_id).save()
    details = {"amount_minor": received_minor, "currency": order.currency}
    Timeline(db, store_id).add(order.id, "paid", at=at, details=details)
    change.after(order=[order.id])
    complete_payment(db, order, at)
