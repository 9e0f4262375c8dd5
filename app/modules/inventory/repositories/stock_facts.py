"""How stock came to stand where it stands, step by step: the facts behind its numbers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    and_,
    case,
    cast,
    func,
    literal,
    select,
    union_all,
)

from app.kernel.database.daily_figures import Fact
from app.kernel.database.figure_source import FigureSource, Since, StoreIds, of_stores
from app.modules.inventory.models import Movement, StockItem
from app.modules.inventory.repositories.levels import is_low, is_out

ON_HAND, RESERVED, AVAILABLE = "inventory.on_hand", "inventory.reserved", "inventory.available"
LOW, OUT = "inventory.low_stock", "inventory.out_of_stock"


def stock_facts(store_ids: StoreIds, since: Since) -> list[Fact]:
    """What changed of tracked items from a moment on; coming into being is a change.

    Starts from the levels of now and goes back, so it reads nothing that happened earlier.
    """
    steps = _steps(store_ids, since).subquery("steps")
    moved = steps.c.on_hand - steps.c.reserved
    was_low = and_(~steps.c.is_birth, is_low(steps.c.after - moved, steps.c.threshold))
    was_out = and_(~steps.c.is_birth, is_out(steps.c.after - moved))
    amounts = {
        ON_HAND: steps.c.on_hand,
        RESERVED: steps.c.reserved,
        AVAILABLE: moved,
        LOW: _as_number(is_low(steps.c.after, steps.c.threshold)) - _as_number(was_low),
        OUT: _as_number(is_out(steps.c.after)) - _as_number(was_out),
    }
    everything: list[ColumnElement[bool]] = []
    touched_by = {"variant": steps.c.variant_id}
    at = steps.c.at
    return [
        Fact(measure, steps, at, everything, amount=amount, touched_by=touched_by)
        for measure, amount in amounts.items()
    ]


def _steps(store_ids: StoreIds, since: Since) -> Select[*tuple[Any, ...]]:
    """Each change of a tracked item with the level after it: the level of now less later moves."""
    change = _changes(store_ids, since).subquery("change")
    item = StockItem
    moved = change.c.on_hand - change.c.reserved
    later = func.sum(moved).over(
        partition_by=[change.c.store_id, change.c.variant_id],
        order_by=[change.c.at.desc(), change.c.movement_id.desc()],
        rows=(None, -1),
    )
    same = and_(item.store_id == change.c.store_id, item.variant_id == change.c.variant_id)
    return (
        select(
            change.c.store_id,
            change.c.variant_id,
            change.c.at,
            change.c.on_hand,
            change.c.reserved,
            (change.c.movement_id == 0).label("is_birth"),
            item.low_stock_threshold.label("threshold"),
            (item.on_hand - item.reserved - func.coalesce(later, 0)).label("after"),
        )
        .join_from(change, item, same)
        .where(of_stores(item.store_id, store_ids), item.is_tracked)
    )


def _changes(store_ids: StoreIds, since: Since) -> CompoundSelect[*tuple[Any, ...]]:
    """Movements, and births before the movements of the same moment."""
    moves = select(
        Movement.store_id,
        Movement.variant_id,
        Movement.happened_at.label("at"),
        Movement.on_hand_change.label("on_hand"),
        Movement.reserved_change.label("reserved"),
        Movement.id.label("movement_id"),
    ).where(of_stores(Movement.store_id, store_ids), Movement.happened_at >= since)
    births = select(
        StockItem.store_id,
        StockItem.variant_id,
        StockItem.created_at,
        literal(0),
        literal(0),
        literal(0),
    ).where(of_stores(StockItem.store_id, store_ids), StockItem.created_at >= since)
    return union_all(moves, births)


def _as_number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return cast(case((condition, 1), else_=0), Integer)


STOCK_FIGURES = FigureSource(
    module="inventory",
    measures=(ON_HAND, RESERVED, AVAILABLE, LOW, OUT),
    facts=stock_facts,
)
