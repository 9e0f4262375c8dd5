"""Gives money back: for units, for shipping, or just so, with or without restocking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.money import to_major
from app.modules.contracts.orders import ReversalKind
from app.modules.orders.exceptions import NotGivenBack, NothingToDo, RefundTooLarge
from app.modules.orders.models import Order, Reversal
from app.modules.orders.services.lock_order import LockedOrder, lock_order
from app.modules.orders.services.order_states import Act
from app.modules.orders.services.reverse_order import reverse
from app.modules.orders.services.takings import (
    Taken,
    Taking,
    shipping_part,
    units_of,
    with_goodwill,
)


@dataclass(frozen=True)
class RefundLine:
    """Units of a line; `restock` puts those that were shipped back into stock."""

    line_id: int
    quantity: int
    restock: bool = False


@dataclass(frozen=True)
class Refund:
    """What money is to be given back for; amounts include tax, in minor units.

    `amount_minor` is a part of the price that is given back without goods. Of what
    `was_given_back` without the order, in the provider's own pages, only the books are written.
    """

    lines: Sequence[RefundLine] = ()
    shipping_minor: int = 0
    amount_minor: int = 0
    reason: str | None = None
    was_given_back: bool = False


def refund_order(
    db: Session, store_id: int, order_id: int, refund: Refund, *, actor: str | None, at: datetime
) -> Reversal:
    """Units that were not shipped yet are cancelled with it and free again.

    Raises:
        NothingToDo: nothing is named.
        TooManyUnits, RefundTooLarge: more than is left of line, shipping, goods or payment.
        NotGivenBack: more than is known to have gone back without the order.
        And what `lock_order` raises.
    """
    act = Act.EXPLAIN_REFUND if refund.was_given_back else Act.REFUND
    locked = lock_order(db, store_id, order_id, act)
    taking = _taking(locked, refund)
    left = locked.order.held_minor
    if taking.value_minor == 0 and not any(taken.units for taken in taking.lines):
        raise NothingToDo
    if refund.was_given_back:
        _require_given_back(locked.order, taking.value_minor)
    elif taking.value_minor > left:
        raise RefundTooLarge(left=left)
    return reverse(db, locked, taking, at=at, actor=actor)


def _require_given_back(order: Order, amount_minor: int) -> None:
    apart = order.given_back_apart_minor
    if amount_minor > apart:
        known = f"{to_major(apart, order.currency):f}"
        raise NotGivenBack(known=known, currency=order.currency)


def _taking(locked: LockedOrder, refund: Refund) -> Taking:
    lines = locked.named(wanted.line_id for wanted in refund.lines)
    taken: list[Taken] = []
    for line, wanted in zip(lines, refund.lines, strict=True):
        units = units_of(line, wanted.quantity)
        back = units.units - units.cancelled if wanted.restock else 0
        taken.append(replace(units, returned=back, restocked=back))
    if refund.amount_minor:
        taken = with_goodwill(taken, locked.lines, refund.amount_minor)
    net, tax = shipping_part(locked.order, refund.shipping_minor)
    return Taking(
        ReversalKind.REFUND, taken, net, tax, refund.reason, was_given_back=refund.was_given_back
    )
