"""Takes orders and what reverses them into a store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from app.kernel.database.upsert import Upserted
from app.modules.contracts.intake import IntakeCount
from app.modules.contracts.orders import OrderIn, OrderLineIn, ReversalIn, ReversalLineIn
from app.modules.core.services.figure_change import FigureChange
from app.modules.orders.repositories.event_writing import EventWriting
from app.modules.orders.repositories.order_figures import ORDER_FIGURES
from app.modules.orders.repositories.order_writing import OrderWriting
from app.modules.orders.repositories.reversal_writing import ReversalWriting

LineT = TypeVar("LineT", OrderLineIn, ReversalLineIn)


class OrderIntakeService:
    """Fulfils the contract `OrderIntake` in a handful of statements a batch, whatever its size."""

    def take_orders(self, db: Session, store_id: int, orders: Sequence[OrderIn]) -> IntakeCount:
        distinct = _merged_orders(orders)
        writing, change = OrderWriting(db, store_id), FigureChange(db, store_id, ORDER_FIGURES)
        change.lock(_order_name(order.source, order.external_ref) for order in distinct)
        known = writing.lock_known(distinct)
        change.before(order=list(known.values()))
        written, new_ids = writing.upsert_orders(distinct)
        ids = {**known, **new_ids}
        lines = writing.add_lines(distinct, ids)
        grown = sorted({*lines, *written.updated} - {*written.created})
        writing.renew_totals(grown)
        events = EventWriting(db, store_id)
        events.derive_from_orders([*written.created, *written.updated])
        reversals = ReversalWriting(db, store_id)
        found = reversals.find_orders(among_orders=ids.values())
        change.before(reversal=list(found))
        reversals.give_orders(found)
        events.derive_from_reversals(list(found))
        change.after(order=list(ids.values()), reversal=list(found))
        return _count(len(distinct), written, lines)

    def take_reversals(
        self, db: Session, store_id: int, reversals: Sequence[ReversalIn]
    ) -> IntakeCount:
        distinct = _merged_reversals(reversals)
        writing = ReversalWriting(db, store_id)
        change = FigureChange(db, store_id, ORDER_FIGURES)
        _lock_with_orders(change, writing, distinct)
        known = writing.lock_known(distinct)
        change.before(reversal=list(known.values()))
        written, new_ids = writing.upsert_reversals(distinct)
        ids = {**known, **new_ids}
        lines = writing.add_lines(distinct, ids)
        writing.renew_totals(sorted({*lines} - {*written.created}))
        found = writing.find_orders(among_reversals=ids.values())
        writing.give_orders(found)
        EventWriting(db, store_id).derive_from_reversals([*written.updated, *found])
        change.after(reversal=list(ids.values()))
        return _count(len(distinct), written, lines)


def _order_name(source: str, external_ref: str) -> str:
    return f"order {source} {external_ref}"


def _lock_with_orders(
    change: FigureChange, writing: ReversalWriting, reversals: Sequence[ReversalIn]
) -> None:
    """Locks the reversals and the orders that they take back, which count them as well.

    A reversal keeps the first order that it names. Only if another transaction has just given it
    one, there is another lock to take.
    """
    orders = {(back.source, back.order_ref) for back in reversals if back.order_ref}
    orders |= writing.named_orders(reversals)
    change.lock(
        [
            *(f"reversal {back.source} {back.external_ref}" for back in reversals),
            *(_order_name(*order) for order in orders),
        ]
    )
    change.lock(_order_name(*order) for order in writing.named_orders(reversals) - orders)


def _count(records: int, written: Upserted, line_owners: Sequence[int]) -> IntakeCount:
    """A known record that only gained lines is an updated one."""
    created = len(written.created)
    updated = len({*written.updated, *line_owners} - {*written.created})
    return IntakeCount(created, updated, records - created - updated, len(line_owners))


def _merged_orders(orders: Iterable[OrderIn]) -> list[OrderIn]:
    """Each order once, as if its pieces had been taken one after the other."""
    merged: dict[tuple[str, str], OrderIn] = {}
    for order in orders:
        key = (order.source, order.external_ref)
        earlier = merged.get(key)
        merged[key] = _without_repeats(order) if earlier is None else _join(earlier, order)
    return list(merged.values())


def _without_repeats(order: OrderIn) -> OrderIn:
    return replace(order, lines=_distinct(order.lines))


def _join(earlier: OrderIn, later: OrderIn) -> OrderIn:
    return replace(
        later,
        lines=_distinct((*earlier.lines, *later.lines)),
        placed_at=min(earlier.placed_at, later.placed_at),
        paid_at=_earliest(earlier.paid_at, later.paid_at),
        fulfilled_at=_earliest(earlier.fulfilled_at, later.fulfilled_at),
        cancelled_at=_earliest(earlier.cancelled_at, later.cancelled_at),
        failed_at=_earliest(earlier.failed_at, later.failed_at),
        platform_id=earlier.platform_id if later.platform_id is None else later.platform_id,
        customer_id=earlier.customer_id if later.customer_id is None else later.customer_id,
        customer_name=_known(later.customer_name, earlier.customer_name),
        customer_email=_known(later.customer_email, earlier.customer_email),
        country=_known(later.country, earlier.country),
    )


def _merged_reversals(reversals: Iterable[ReversalIn]) -> list[ReversalIn]:
    """Each reversal once, as if its pieces had been taken one after the other."""
    merged: dict[tuple[str, str], ReversalIn] = {}
    for reversal in reversals:
        key = (reversal.source, reversal.external_ref)
        earlier = merged.get(key)
        if earlier is None:
            merged[key] = replace(reversal, lines=_distinct(reversal.lines))
            continue
        customer_id = reversal.customer_id
        merged[key] = replace(
            reversal,
            lines=_distinct((*earlier.lines, *reversal.lines)),
            occurred_at=min(earlier.occurred_at, reversal.occurred_at),
            order_ref=_known(earlier.order_ref, reversal.order_ref),
            customer_id=earlier.customer_id if customer_id is None else customer_id,
            reason=_known(reversal.reason, earlier.reason),
        )
    return list(merged.values())


def _distinct(lines: Iterable[LineT]) -> tuple[LineT, ...]:
    """The first line of each reference; a line that is there already is left alone."""
    first: dict[str, LineT] = {}
    for line in lines:
        first.setdefault(line.external_ref, line)
    return tuple(first.values())


def _earliest(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment is not None), default=None)


def _known(preferred: str | None, otherwise: str | None) -> str | None:
    return otherwise if preferred is None else preferred


order_intake = OrderIntakeService()
