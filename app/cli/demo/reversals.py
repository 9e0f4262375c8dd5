"""What went back of a store's orders: returns, refunds, and what was cancelled."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from random import Random

from app.cli.demo.seeds import SOURCE, Stage, happens
from app.modules.contracts.orders import (
    OrderIn,
    OrderLineIn,
    ReversalIn,
    ReversalKind,
    ReversalLineIn,
)

RETURNED = 0.036
REASONS = {
    ReversalKind.RETURN: ("Did not fit", "Changed their mind", "Not as pictured", "A gift twice"),
    ReversalKind.REFUND: ("Arrived damaged", "Lost in the post", "Goodwill"),
    ReversalKind.CANCELLATION: ("Ordered by mistake", "Found it elsewhere", "Too slow"),
}


def reversals_of(stage: Stage, orders: Iterable[OrderIn]) -> Iterator[ReversalIn]:
    """A cancellation for every cancelled order, and returns and refunds some days after others."""
    for order in orders:
        dice = stage.dice(f"reversal of {order.external_ref}")
        is_returned, days = happens(dice, RETURNED), dice.uniform(2, 21)
        if order.cancelled_at is not None:
            yield _reversal(dice, order, ReversalKind.CANCELLATION, timedelta(0))
        elif is_returned and order.fulfilled_at is not None:
            kind = dice.choice((ReversalKind.RETURN, ReversalKind.RETURN, ReversalKind.REFUND))
            reversal = _reversal(dice, order, kind, timedelta(days=days))
            if reversal.occurred_at <= stage.now:
                yield reversal


def _reversal(dice: Random, order: OrderIn, kind: ReversalKind, after: timedelta) -> ReversalIn:
    is_whole = kind is ReversalKind.CANCELLATION
    lines = order.lines if is_whole else (dice.choice(order.lines),)
    tax = sum(line.tax_minor for line in lines)
    occurred_at = order.cancelled_at or (order.fulfilled_at or order.placed_at) + after
    return ReversalIn(
        source=SOURCE,
        external_ref=f"back-{order.external_ref}",
        number=f"R{order.number}",
        kind=kind,
        occurred_at=occurred_at,
        currency=order.currency,
        lines=tuple(_line(line) for line in lines),
        order_ref=order.external_ref,
        shipping_minor=order.shipping_minor if is_whole else 0,
        tax_minor=tax + (order.shipping_tax_minor if is_whole else 0),
        customer_id=order.customer_id,
        reason=dice.choice(REASONS[kind]),
    )


def _line(line: OrderLineIn) -> ReversalLineIn:
    return ReversalLineIn(
        external_ref=line.external_ref,
        sku=line.sku,
        title=line.title,
        quantity=line.quantity,
        goods_minor=line.gross_minor - line.discount_minor,
    )
