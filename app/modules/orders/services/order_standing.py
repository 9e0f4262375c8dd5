"""Where an order stands, in one value."""

from __future__ import annotations

from collections.abc import Sequence

from app.modules.contracts.orders import FulfilmentState, OrderStanding
from app.modules.orders.models import Order, OrderLine
from app.modules.orders.services.order_states import (
    LineUnits,
    fulfilment_state,
    order_state,
    payment_state,
)


def standing_of(order: Order, lines: Sequence[OrderLine]) -> OrderStanding:
    """The states of an order with its amounts; what is to be paid in all is the total."""
    is_wanted = order.failed_at is None and order.cancelled_at is None
    return OrderStanding(
        order_id=order.id,
        number=order.number,
        state=order_state(order),
        payment_state=payment_state(order),
        fulfilment_state=fulfilment_of(lines),
        total_minor=order.total_minor,
        paid_minor=order.paid_minor,
        refunded_minor=order.given_back_minor,
        currency=order.currency,
        due_minor=max(order.due_minor - order.held_minor, 0) if is_wanted else 0,
        refund_failed_minor=order.refund_failed_minor,
    )


def fulfilment_of(lines: Sequence[LineUnits]) -> FulfilmentState:
    """Where the goods of these lines are."""
    return fulfilment_state(
        sum(line.shipped_units for line in lines),
        sum(line.returned_units for line in lines),
        sum(line.to_ship_units for line in lines),
    )
