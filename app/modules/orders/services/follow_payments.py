"""Follows the payments of an order: it is assured once they cover what is due.

What comes beyond that, or for an order that is over, goes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.contracts.payments import NOT_CAPTURED, Disposition, PaymentState
from app.modules.core.services.figure_change import FigureChange
from app.modules.orders.models import Order
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.repositories.order_figures import ORDER_FIGURES
from app.modules.orders.repositories.timeline import Timeline
from app.modules.orders.services.complete_payment import complete_payment
from app.modules.orders.services.expire_order import give_up
from app.modules.orders.services.neighbours import order_ref, payments_for_orders, stock_for
from app.modules.orders.services.order_letters import confirm_later
from app.modules.orders.services.order_lines import stock_lines


@dataclass(frozen=True)
class Seen:
    """What the payments of an order come to, in minor units; `is_live`: more may still come."""

    captured_minor: int
    refunded_minor: int
    returning_minor: int
    refund_failed_minor: int
    authorised_minor: int = 0
    is_live: bool = False


def follow_payments(db: Session, store_id: int, order_id: int, at: datetime) -> Disposition:
    """Fulfils `OrderDesk.payment_changed`: the order is locked, its payments are read anew.

    An order whose goods are gone when its money comes is given up.
    """
    order = OrderBook(db, store_id).lock(order_id)
    if order is None:
        return Disposition.RETURN
    seen = _seen(db, order)
    received = _note(db, order, seen, at)
    is_wanted = order.failed_at is None or _revive(db, order, seen, at)
    if is_wanted and order.cancelled_at is None and order.paid_at is None:
        _settle(db, order, seen.authorised_minor, received, at)
    if seen.is_live and (order.paid_at or order.cancelled_at or order.failed_at):
        payments_for_orders().void(db, store_id, order_id)
    _send_back(db, order, at)
    OrderBook(db, store_id).save()
    return Disposition.KEEP


def _settle(
    db: Session, order: Order, authorised_minor: int, received_minor: int, at: datetime
) -> None:
    """Marks the order paid or authorised once the amounts noted on it cover what is due."""
    is_paid = order.held_minor >= order.due_minor
    if received_minor > 0 and not is_paid:
        details = {"amount_minor": received_minor, "currency": order.currency}
        Timeline(db, order.store_id).add(order.id, "payment", at=at, details=details)
    if not is_paid and order.held_minor + authorised_minor < order.due_minor:
        _wait_on(order)
    elif order.authorised_at is None and not _hold(db, order):
        give_up(db, order, at)
    elif is_paid:
        _mark_paid(db, order, received_minor, at)
    elif order.authorised_at is None:
        order.authorised_at = at
        order.version += 1
        Timeline(db, order.store_id).add(order.id, "authorised", at=at)
        confirm_later(db, order.store_id, order.id)


def _wait_on(order: Order) -> None:
    """The order waits for its money, perhaps again, when a payment that assured it fell away."""
    if order.authorised_at is not None:
        order.authorised_at = None
        order.version += 1


def _seen(db: Session, order: Order) -> Seen:
    """Without any payment, as when the module is not installed any more, what is noted stays."""
    payments = payments_for_orders().payments_of(db, order.store_id, order.id)
    if not payments:
        return Seen(
            order.captured_minor,
            order.refunded_minor,
            order.returning_minor,
            order.refund_failed_minor,
        )
    return Seen(
        sum(payment.captured_minor for payment in payments),
        sum(payment.refunded_minor for payment in payments),
        sum(payment.returning_minor for payment in payments),
        sum(payment.refund_failed_minor for payment in payments),
        sum(
            payment.amount_minor - payment.captured_minor
            for payment in payments
            if payment.state is PaymentState.AUTHORISED
        ),
        any(payment.state in NOT_CAPTURED for payment in payments),
    )


def _note(db: Session, order: Order, seen: Seen, at: datetime) -> int:
    """Notes what is known of the money; how much of it is new, in minor units."""
    received = seen.captured_minor - order.captured_minor
    failed = seen.refund_failed_minor - order.refund_failed_minor
    is_moved = (order.refunded_minor, order.returning_minor) != (
        seen.refunded_minor,
        seen.returning_minor,
    )
    if received or failed or is_moved:
        order.captured_minor, order.refunded_minor = seen.captured_minor, seen.refunded_minor
        order.returning_minor = seen.returning_minor
        order.refund_failed_minor = seen.refund_failed_minor
        order.version += 1
    if failed > 0:
        _tell_of(db, order, "refund_failed", failed, at)
    return received


def _send_back(db: Session, order: Order, at: datetime) -> None:
    """Has given back what the order holds beyond what is due, all of it when it was given up.

    What the team noted as received outside of payments has to be given back there.
    """
    surplus = order.held_minor - (order.due_minor if order.failed_at is None else 0)
    if surplus <= 0:
        return
    ref = f"surplus:{order.id}:{order.version}"
    sent = payments_for_orders().refund(db, order.store_id, order.id, ref=ref, amount_minor=surplus)
    if sent > 0:
        order.surplus_minor += sent
        order.returning_minor += sent
        order.version += 1
        _tell_of(db, order, "surplus", sent, at)


def _tell_of(db: Session, order: Order, kind: str, amount_minor: int, at: datetime) -> None:
    details = {"amount_minor": amount_minor, "currency": order.currency}
    Timeline(db, order.store_id).add(order.id, kind, at=at, details=details)


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
    covered = order.held_minor + seen.authorised_minor
    if covered < order.due_minor or not _hold(db, order):
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
    _tell_of(db, order, "paid", received_minor, at)
    change.after(order=[order.id])
    complete_payment(db, order, at)
