"""A customer sends goods back: because the law lets them, or because they ask to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.modules.contracts.events import ReturnRequested
from app.modules.contracts.orders import OrderState
from app.modules.core.services.reactions import announce
from app.modules.orders.exceptions import (
    NothingToDo,
    TooManyUnits,
    WithdrawalIsForConsumers,
    WithdrawalIsOver,
)
from app.modules.orders.models import OrderReturn
from app.modules.orders.repositories.fulfilments import Fulfilments
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.repositories.returns import Returns
from app.modules.orders.repositories.timeline import Timeline
from app.modules.orders.services.lock_order import LockedOrder, lock_order, require
from app.modules.orders.services.order_letters import send_letter, statement_received, zone_of
from app.modules.orders.services.order_states import Act, order_state
from app.modules.orders.services.reverse_order import reverse
from app.modules.orders.services.takings import fewer_units
from app.modules.orders.services.withdrawal_period import (
    REFUND_WITHIN,
    Handover,
    is_open,
    last_day,
)
from app.modules.tenancy.repositories.store_directory import StoreDirectory

RETURN, WITHDRAWAL = "return", "withdrawal"


@dataclass(frozen=True)
class Wish:
    """What is to go back: (line id, units), or everything; and why, if the customer says."""

    lines: Sequence[tuple[int, int]] | None = None
    reason: str | None = None


def request_return(
    db: Session, store_id: int, order_id: int, wish: Wish, *, actor: str | None, at: datetime
) -> OrderReturn:
    """Asks the team to take shipped goods back; they approve or reject it.

    Raises NothingToDo, TooManyUnits for more than was shipped and is still there, and what
    `lock_order` raises.
    """
    locked = lock_order(db, store_id, order_id, Act.RETURN)
    there = {line.id: line.with_customer_units for line in locked.lines}
    wanted = _units(db, locked, wish, there)
    if not wanted:
        raise NothingToDo
    back = OrderReturn(
        store_id=store_id, order_id=order_id, kind=RETURN, reason=wish.reason, requested_at=at
    )
    _write(db, locked, back, wanted, actor)
    return back


def withdraw(
    db: Session, store_id: int, order_id: int, wish: Wish, *, actor: str | None, at: datetime
) -> OrderReturn | None:
    """A consumer withdraws from all or a part of an order; it needs no reason and no approval.

    What was not shipped is cancelled at once and its money goes back; for the rest a return is
    awaited, None when there is none. Money is due 14 days after the statement (article 13).

    Raises:
        WithdrawalIsOver, WithdrawalIsForConsumers: the right has ended, or never was.
        NothingToDo, TooManyUnits, and what `lock_order` raises.
    """
    locked = lock_order(db, store_id, order_id)
    _require_right(db, locked, at)
    units = _units(db, locked, wish, {line.id: line.left_units for line in locked.lines})
    if not units:
        raise NothingToDo
    is_whole = dict(units) == {line.id: line.left_units for line in locked.lines if line.left_units}
    shipped = _shipped(locked, units)
    _cancel_the_rest(db, locked, units, wish.reason, actor=actor, at=at)
    received = statement_received(locked.order, at, zone_of(db, locked.order))
    key = f"order:{order_id}:withdrawal:{locked.order.version}"
    send_letter(db, locked.order, "withdrawal", key, received)
    if not shipped:
        return None
    back = OrderReturn(
        store_id=store_id,
        order_id=order_id,
        kind=WITHDRAWAL,
        reason=wish.reason,
        requested_at=at,
        approved_at=at,
        refund_due_at=at + REFUND_WITHIN,
        is_whole_order=is_whole,
    )
    _write(db, locked, back, shipped, actor)
    return back


def withdrawal_until(db: Session, locked: LockedOrder) -> date | None:
    """The last day for withdrawing from the order; None while the time has not begun to run."""
    order = locked.order
    fulfilments = Fulfilments(db, order.store_id).of_order(order.id)
    return last_day(
        [Handover(each.shipped_at, each.delivered_at) for each in fulfilments],
        is_all_shipped=not any(line.to_ship_units for line in locked.lines),
        zone=StoreDirectory(db).time_zone_of_store(order.store_id),
    )


def _require_right(db: Session, locked: LockedOrder, at: datetime) -> None:
    order = locked.order
    if order_state(order) in {OrderState.CANCELLED, OrderState.EXPIRED}:
        require(Act.CANCEL, locked)
    if order.vat_id:
        raise WithdrawalIsForConsumers
    until = withdrawal_until(db, locked)
    zone = StoreDirectory(db).time_zone_of_store(order.store_id)
    if until is not None and not is_open(until, at, zone):
        raise WithdrawalIsOver(until=until.isoformat())


def _units(
    db: Session, locked: LockedOrder, wish: Wish, there: Mapping[int, int]
) -> list[tuple[int, int]]:
    """What is to go back of the units that are `there` and not on their way already, by line."""
    on_the_way = Returns(db, locked.order.store_id).open_units(locked.order.id)
    left = {line_id: units - on_the_way.get(line_id, 0) for line_id, units in there.items()}
    if wish.lines is None:
        return [(line_id, units) for line_id, units in left.items() if units > 0]
    locked.named(line_id for line_id, _ in wish.lines)
    for line_id, units in wish.lines:
        if units > left[line_id]:
            raise TooManyUnits(line=str(line_id), left=left[line_id])
    return list(wish.lines)


def _shipped(locked: LockedOrder, units: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What of it was shipped: what was not is taken first."""
    to_ship = {line.id: line.to_ship_units for line in locked.lines}
    found = [(line_id, wanted - min(wanted, to_ship[line_id])) for line_id, wanted in units]
    return [(line_id, wanted) for line_id, wanted in found if wanted]


def _cancel_the_rest(
    db: Session,
    locked: LockedOrder,
    units: Sequence[tuple[int, int]],
    reason: str | None,
    *,
    actor: str | None,
    at: datetime,
) -> None:
    by_id = {line.id: line for line in locked.lines}
    rest = [
        (by_id[line_id], min(wanted, by_id[line_id].to_ship_units)) for line_id, wanted in units
    ]
    rest = [(line, wanted) for line, wanted in rest if wanted]
    if not rest:
        return
    taking = fewer_units(locked.order, locked.lines, rest, reason)
    reverse(db, locked, taking, at=at, actor=actor)


def _write(
    db: Session,
    locked: LockedOrder,
    back: OrderReturn,
    units: Sequence[tuple[int, int]],
    actor: str | None,
) -> None:
    order = locked.order
    Returns(db, order.store_id).add(back, units)
    order.version += 1
    OrderBook(db, order.store_id).save()
    Timeline(db, order.store_id).add(
        order.id,
        "return_requested",
        at=back.requested_at,
        actor=actor,
        subject_id=back.id,
        text=back.reason,
        details={"kind": back.kind, "units": sum(wanted for _, wanted in units)},
    )
    if back.kind == RETURN:
        announce(db, ReturnRequested(order.store_id, order.id, back.id))
