"""Hands goods of an order over, all or some, and notes when they arrived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.contracts.events import OrderShipped
from app.modules.core.services.figure_change import FigureChange
from app.modules.core.services.reactions import announce
from app.modules.orders.exceptions import NothingToDo, TooManyUnits, UnknownFulfilment
from app.modules.orders.models import Fulfilment, Order, OrderLine
from app.modules.orders.repositories.fulfilments import Fulfilments
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.repositories.order_figures import ORDER_FIGURES
from app.modules.orders.repositories.timeline import Timeline
from app.modules.orders.services.issue_invoice import issue_invoice
from app.modules.orders.services.lock_order import LockedOrder, lock_order
from app.modules.orders.services.neighbours import (
    order_ref,
    payments_for_orders,
    shipping_for,
    stock_for,
)
from app.modules.orders.services.order_lines import stock_lines
from app.modules.orders.services.order_states import Act


@dataclass(frozen=True)
class Shipment:
    """What goes: (line id, units), or all that is left; and with whom."""

    lines: Sequence[tuple[int, int]] | None = None
    carrier: str | None = None
    tracking_number: str | None = None


def ship_order(
    db: Session, store_id: int, order_id: int, shipment: Shipment, *, actor: str, at: datetime
) -> Fulfilment:
    """One shipment of a paid, authorised or deferred order.

    What was only authorised is captured now, and an invoice is issued where none is. Raises
    NothingToDo, TooManyUnits for more than is left to ship, and what `lock_order` raises.
    """
    locked = lock_order(db, store_id, order_id, Act.SHIP)
    fulfilment = hand_over(db, locked, _wanted(locked, shipment), shipment, actor=actor, at=at)
    order = locked.order
    if order.paid_at is None and order.authorised_at is not None:
        missing = order.due_minor - order.held_minor
        payments_for_orders().capture(db, store_id, order_id, missing)
    issue_invoice(db, order, at)
    return fulfilment


def hand_over(
    db: Session,
    locked: LockedOrder,
    wanted: Sequence[tuple[OrderLine, int]],
    shipment: Shipment,
    *,
    actor: str | None,
    at: datetime,
) -> Fulfilment:
    """Writes a shipment of these units, which may be shipped, and takes them out of stock."""
    order, store_id = locked.order, locked.order.store_id
    fulfilment = Fulfilment(
        store_id=store_id,
        order_id=order.id,
        shipped_at=at,
        carrier=shipment.carrier,
        tracking_number=shipment.tracking_number,
        tracking_url=_tracking_url(db, order, shipment),
    )
    Fulfilments(db, store_id).add(fulfilment, [(line.id, units) for line, units in wanted])
    for line, units in wanted:
        line.shipped_units += units
    goods = stock_lines((line.variant_id, units) for line, units in wanted)
    name = f"fulfilment:{fulfilment.id}"
    stock_for(db, order).ship(db, store_id, order_ref(order.id), name, goods)
    timeline = Timeline(db, store_id)
    details = {"units": sum(units for _, units in wanted)}
    timeline.add(order.id, "shipped", at=at, actor=actor, subject_id=fulfilment.id, details=details)
    order.version += 1
    if any(line.to_ship_units for line in locked.lines):
        OrderBook(db, store_id).save()
    else:
        _finish(db, order, at, actor)
    announce(db, OrderShipped(store_id, order.id, fulfilment.id))
    return fulfilment


def note_delivery(
    db: Session, store_id: int, order_id: int, fulfilment_id: int, *, actor: str, at: datetime
) -> None:
    """The goods of a shipment are with the customer; said again, the first time holds.

    From here the time for a withdrawal runs. Raises UnknownFulfilment.
    """
    locked = lock_order(db, store_id, order_id)
    fulfilment = Fulfilments(db, store_id).find(order_id, fulfilment_id)
    if fulfilment is None:
        raise UnknownFulfilment
    if fulfilment.delivered_at is not None:
        return
    fulfilment.delivered_at = at
    locked.order.version += 1
    OrderBook(db, store_id).save()
    Timeline(db, store_id).add(order_id, "delivered", at=at, actor=actor, subject_id=fulfilment_id)


def _wanted(locked: LockedOrder, shipment: Shipment) -> list[tuple[OrderLine, int]]:
    if shipment.lines is None:
        wanted = [(line, line.to_ship_units) for line in locked.lines]
    else:
        lines = locked.named(line_id for line_id, _ in shipment.lines)
        wanted = [(line, units) for line, (_, units) in zip(lines, shipment.lines, strict=True)]
    for line, units in wanted:
        if units > line.to_ship_units:
            raise TooManyUnits(line=str(line.id), left=line.to_ship_units)
    wanted = [(line, units) for line, units in wanted if units > 0]
    if not wanted:
        raise NothingToDo
    return wanted


def _finish(db: Session, order: Order, at: datetime, actor: str | None) -> None:
    change = FigureChange(db, order.store_id, ORDER_FIGURES)
    change.before(order=[order.id])
    order.fulfilled_at = at
    OrderBook(db, order.store_id).save()
    Timeline(db, order.store_id).add(order.id, "fulfilled", at=at, actor=actor)
    change.after(order=[order.id])


def _tracking_url(db: Session, order: Order, shipment: Shipment) -> str | None:
    carrier, number = shipment.carrier, shipment.tracking_number
    if carrier is None or number is None:
        return None
    return shipping_for(db, order).tracking_url(db, order.store_id, carrier, number)
