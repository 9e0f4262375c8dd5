"""The team approves or rejects a return, and takes in what arrives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.contracts.orders import ReversalKind
from app.modules.orders.exceptions import (
    NothingToDo,
    ReturnIsDecided,
    TooManyUnits,
    UnknownReturn,
)
from app.modules.orders.models import OrderLine, OrderReturn, ReturnLine
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.repositories.returns import Returns
from app.modules.orders.repositories.timeline import Timeline
from app.modules.orders.services.lock_order import LockedOrder, lock_order
from app.modules.orders.services.order_letters import send_letter
from app.modules.orders.services.reverse_order import reverse
from app.modules.orders.services.takings import Taken, Taking, shipping_left, units_of
from app.modules.orders.services.wording import spoken, text


@dataclass(frozen=True)
class Arrived:
    """Units of a line that came back; `restock`: they can be sold again."""

    line_id: int
    quantity: int
    restock: bool = True


def approve_return(
    db: Session, store_id: int, order_id: int, return_id: int, *, actor: str, at: datetime
) -> None:
    """The customer may send the goods. Raises UnknownReturn, ReturnIsDecided."""
    locked, back = _locked(db, store_id, order_id, return_id, {"requested"})
    back.approved_at = at
    _note(db, locked, back, "return_approved", actor=actor, at=at)
    _write(db, locked, back, "return-approved")


def reject_return(
    db: Session,
    store_id: int,
    order_id: int,
    return_id: int,
    *,
    reason: str | None,
    actor: str,
    at: datetime,
) -> None:
    """The goods stay with the customer, or nothing came of what was approved.

    Raises UnknownReturn, ReturnIsDecided.
    """
    locked, back = _locked(db, store_id, order_id, return_id, {"requested", "approved"})
    back.rejected_at = at
    back.rejection = reason
    _note(db, locked, back, "return_rejected", actor=actor, at=at, said=reason)
    _write(db, locked, back, "return-rejected")


def receive_return(
    db: Session,
    store_id: int,
    order_id: int,
    return_id: int,
    arrived: Sequence[Arrived] | None,
    *,
    actor: str,
    at: datetime,
) -> None:
    """Goods of an approved return arrived, all unless said: their money goes back.

    With a withdrawal from the whole order the shipping that was charged goes back too (Directive
    2011/83/EU, article 13(1)). Raises UnknownReturn, ReturnIsDecided, NothingToDo, TooManyUnits.
    """
    locked, back = _locked(db, store_id, order_id, return_id, {"approved"})
    lines = Returns(db, store_id).lines_of([return_id])
    taken = _taken(locked, lines, arrived)
    if not taken:
        raise NothingToDo
    is_all = sum(each.units for each in taken) == sum(line.quantity for line in lines)
    net, tax = shipping_left(locked.order) if back.is_whole_order and is_all else (0, 0)
    back.received_at = at
    _note(db, locked, back, "return_received", actor=actor, at=at)
    ref = f"return:{return_id}"
    taking = Taking(ReversalKind.RETURN, taken, net, tax, back.reason, stock_ref=ref)
    back.reversal_id = reverse(db, locked, taking, at=at, actor=actor).id
    OrderBook(db, store_id).save()


def _locked(
    db: Session, store_id: int, order_id: int, return_id: int, states: set[str]
) -> tuple[LockedOrder, OrderReturn]:
    locked = lock_order(db, store_id, order_id)
    back = Returns(db, store_id).find(order_id, return_id)
    if back is None:
        raise UnknownReturn
    if back.state not in states:
        raise ReturnIsDecided(state=back.state)
    return locked, back


def _taken(
    locked: LockedOrder, lines: Sequence[ReturnLine], arrived: Sequence[Arrived] | None
) -> list[Taken]:
    if arrived is None:
        arrived = [Arrived(line.order_line_id, line.quantity) for line in lines]
    announced = {line.order_line_id: line for line in lines}
    found = []
    for line, each in zip(locked.named(each.line_id for each in arrived), arrived, strict=True):
        awaited = announced.get(line.id)
        if awaited is None or each.quantity > awaited.quantity:
            raise TooManyUnits(line=str(line.id), left=awaited.quantity if awaited else 0)
        if each.quantity:
            awaited.received_units = each.quantity
            awaited.restocked_units = each.quantity if each.restock else 0
            found.append(_came_back(line, each))
    return found


def _came_back(line: OrderLine, each: Arrived) -> Taken:
    """None of them is cancelled, even if other units of the line still wait to be shipped."""
    return replace(
        units_of(line, each.quantity),
        cancelled=0,
        returned=each.quantity,
        restocked=each.quantity if each.restock else 0,
    )


def _write(db: Session, locked: LockedOrder, back: OrderReturn, name: str) -> None:
    order = locked.order
    paragraph = text(spoken(order.locale), f"orders-mail-{name}", number=order.number)
    send_letter(db, order, name, f"return:{back.id}:{name}", iter([paragraph]))


def _note(
    db: Session,
    locked: LockedOrder,
    back: OrderReturn,
    kind: str,
    *,
    actor: str,
    at: datetime,
    said: str | None = None,
) -> None:
    order = locked.order
    order.version += 1
    OrderBook(db, order.store_id).save()
    Timeline(db, order.store_id).add(
        order.id, kind, at=at, actor=actor, subject_id=back.id, text=said
    )
