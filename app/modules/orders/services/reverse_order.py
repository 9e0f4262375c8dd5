"""Takes back a part of an order or all of it: value, goods and money, in one transaction.

Every way of taking back goes through here: cancelling, editing, refunding, returning. The order as
it was sold stays; what is taken back is a fact of its own with its own time (METRICS.md, rule 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.contracts.events import OrderCancelled, OrderRefunded
from app.modules.contracts.orders import OrderSource
from app.modules.core.services.figure_change import FigureChange
from app.modules.core.services.reactions import announce
from app.modules.orders.models import Order, OrderLine, Reversal, ReversalLine
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.repositories.order_figures import ORDER_FIGURES
from app.modules.orders.repositories.reversing import Reversing
from app.modules.orders.repositories.timeline import Timeline
from app.modules.orders.services.follow_payments import follow_payments
from app.modules.orders.services.invoice_content import DocumentLine
from app.modules.orders.services.issue_invoice import invoice_to_correct, issue_credit_note
from app.modules.orders.services.lock_order import LockedOrder
from app.modules.orders.services.neighbours import (
    order_ref,
    payments_for_orders,
    promotions_for,
    stock_for,
)
from app.modules.orders.services.order_lines import stock_lines
from app.modules.orders.services.takings import Taken, Taking


def reverse(
    db: Session, locked: LockedOrder, taking: Taking, *, at: datetime, actor: str | None
) -> Reversal:
    """Writes the taking of a locked order and gives back what was paid beyond what is still due.

    Money goes back through payments as far as it came through them. The order follows its
    payments: what was paid in part may cover what is due now. A credit note corrects the invoice
    that there was before, if any; its number is drawn last.
    """
    order, store_id = locked.order, locked.order.store_id
    change = FigureChange(db, store_id, ORDER_FIGURES)
    change.before(order=[order.id])
    _take(order, taking)
    reversal = _written(db, order, taking, at)
    _move_stock(db, order, taking, reversal)
    events = _close(order, locked.lines, at)
    order.version += 1
    OrderBook(db, store_id).save()
    timeline = Timeline(db, store_id)
    details = {"kind": taking.kind.value, "amount_minor": taking.value_minor}
    timeline.add(order.id, "reversed", at=at, actor=actor, reversal_id=reversal.id, details=details)
    if events:
        timeline.add(order.id, *events, at=at, actor=actor)
    change.after(order=[order.id], reversal=[reversal.id])
    _tell(db, order, reversal, taking, is_cancelled="cancelled" in events)
    corrected = invoice_to_correct(db, order)
    follow_payments(db, store_id, order.id, at)
    if corrected is None:
        return reversal
    documented = [
        DocumentLine(taken.line, taken.units, taken.net_minor, taken.tax_minor)
        for taken in taking.lines
    ]
    issue_credit_note(db, order, reversal, locked.lines, documented, corrected=corrected, at=at)
    return reversal


def _take(order: Order, taking: Taking) -> None:
    for taken in taking.lines:
        line = taken.line
        line.reversed_units += taken.units
        line.reversed_net_minor += taken.net_minor
        line.reversed_tax_minor += taken.tax_minor
        line.cancelled_units += taken.cancelled
        line.returned_units += taken.returned
    order.reversed_minor += taking.value_minor
    order.reversed_shipping_minor += taking.shipping_net_minor
    order.reversed_shipping_tax_minor += taking.shipping_tax_minor


def _written(db: Session, order: Order, taking: Taking, at: datetime) -> Reversal:
    reversing = Reversing(db, order.store_id)
    number = f"{order.number}/{reversing.how_many(order.id) + 1}"
    owed = max(order.paid_minor - order.owed_minor - order.due_minor, 0)
    order.owed_minor += owed
    tax = sum(taken.tax_minor for taken in taking.lines) + taking.shipping_tax_minor
    reversal = Reversal(
        store_id=order.store_id,
        source=OrderSource.STOREFRONT.value,
        external_ref=number,
        number=number,
        kind=taking.kind.value,
        order_ref=order.external_ref,
        order_id=order.id,
        customer_id=order.customer_id,
        occurred_at=at,
        currency=order.currency,
        goods_minor=sum(taken.net_minor for taken in taking.lines),
        shipping_minor=taking.shipping_net_minor,
        shipping_tax_minor=taking.shipping_tax_minor,
        tax_minor=tax,
        units=sum(taken.units for taken in taking.lines),
        reason=taking.reason,
        refund_minor=owed,
    )
    reversing.add(reversal, [_line(order, taken) for taken in taking.lines])
    return reversal


def _line(order: Order, taken: Taken) -> ReversalLine:
    return ReversalLine(
        store_id=order.store_id,
        external_ref=taken.line.external_ref,
        order_line_id=taken.line.id,
        sku=taken.line.sku,
        title=taken.line.title,
        quantity=taken.units,
        goods_minor=taken.net_minor,
        tax_minor=taken.tax_minor,
    )


def _move_stock(db: Session, order: Order, taking: Taking, reversal: Reversal) -> None:
    stock, store_id = stock_for(db, order), order.store_id
    freed = stock_lines((taken.line.variant_id, taken.cancelled) for taken in taking.lines)
    if freed:
        stock.release(db, store_id, order_ref(order.id), freed)
    back = stock_lines((taken.line.variant_id, taken.restocked) for taken in taking.lines)
    if back:
        stock.restock(db, store_id, taking.stock_ref or f"reversal:{reversal.id}", back)


def _close(order: Order, lines: Sequence[OrderLine], at: datetime) -> list[str]:
    """An order with nothing left to ship is cancelled, or done where something was shipped."""
    if any(line.to_ship_units for line in lines):
        return []
    is_shipped = any(line.shipped_units for line in lines)
    if is_shipped and order.fulfilled_at is None:
        order.fulfilled_at = at
        return ["fulfilled"]
    if not is_shipped and order.cancelled_at is None:
        order.cancelled_at = at
        return ["cancelled"]
    return []


def _tell(
    db: Session, order: Order, reversal: Reversal, taking: Taking, *, is_cancelled: bool
) -> None:
    store_id = order.store_id
    if is_cancelled:
        promotions_for(db, order).give_back(db, store_id, order_ref(order.id))
        announce(db, OrderCancelled(store_id, order.id))
    if reversal.refund_minor:
        if not taking.was_given_back:
            ref = f"reversal:{reversal.id}"
            payments_for_orders().refund(
                db, store_id, order.id, ref=ref, amount_minor=reversal.refund_minor
            )
        announce(db, OrderRefunded(store_id, order.id, reversal.id))
