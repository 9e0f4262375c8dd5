"""How stock stood and changed, day by day: the figures behind the numbers of inventory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Row,
    Select,
    String,
    and_,
    case,
    cast,
    column,
    func,
    literal,
    null,
    select,
    union_all,
    values,
)
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.selectable import FromClause

from app.kernel.database.daily_figures import Span
from app.modules.contracts.periods import BEFORE, BEFORE_COMPARED, COMPARED, CURRENT
from app.modules.inventory.models import Movement, StockItem
from app.modules.inventory.repositories.levels import is_low, is_out, levels_at

_OPENING_OF = {CURRENT: BEFORE, COMPARED: BEFORE_COMPARED}


@dataclass(frozen=True)
class StockFigure:
    """What one measure changed by in one span on one local day, or stood at before it."""

    measure: str
    span: str
    day: date | None
    amount: int
    currency: str | None = None


def closing_figures(db: Session, store_ids: Sequence[int], span: Span) -> list[StockFigure]:
    """Where everything stands at the end of the span, in one statement that reads no history."""
    name, _starts, ends, _is_daily = span
    level = levels_at(store_ids, ends)
    sums = _sums(level.c.on_hand, level.c.reserved, level.c.available, level.c.threshold)
    row = db.execute(select(*sums).where(level.c.is_tracked)).one()
    return list(_figures(name, None, row))


def daily_figures(
    db: Session, store_ids: Sequence[int], spans: Sequence[Span], zone: str
) -> list[StockFigure]:
    """Where everything stood before each span and what changed on each of its local days.

    One statement; it starts from the levels of now and reads the movements from the first span's
    start on, so its cost grows with the window and not with the history.
    """
    span_table = (
        values(
            column("name", String),
            column("starts", DateTime(timezone=True)),
            column("ends", DateTime(timezone=True)),
            name="span",
        )
        .data([span[:3] for span in spans])
        .cte("spans")
    )
    closing = _closing(span_table, store_ids)
    changes = _changes(span_table, store_ids, zone)
    statement = union_all(_opening_sums(closing, changes), _change_sums(closing, changes))
    return [
        figure
        for row in db.execute(statement)
        for figure in _figures(row.span if row.day else _OPENING_OF[row.span], row.day, row)
    ]


def _figures(span: str, day: date | None, row: Row[*tuple[Any, ...]]) -> Iterator[StockFigure]:
    yield StockFigure("inventory.on_hand", span, day, row.on_hand)
    yield StockFigure("inventory.reserved", span, day, row.reserved)
    yield StockFigure("inventory.available", span, day, row.on_hand - row.reserved)
    yield StockFigure("inventory.low_stock", span, day, row.low)
    yield StockFigure("inventory.out_of_stock", span, day, row.out)


def _closing(span_table: CTE, store_ids: Sequence[int]) -> CTE:
    """Each tracked item with its level at the end of each span that it existed in."""
    span = span_table.c
    since = (
        select(
            span.name,
            Movement.store_id,
            Movement.variant_id,
            func.sum(Movement.on_hand_change).label("on_hand"),
            func.sum(Movement.reserved_change).label("reserved"),
        )
        .join_from(span_table, Movement, Movement.happened_at >= span.ends)
        .where(Movement.store_id.in_(store_ids))
        .group_by(span.name, Movement.store_id, Movement.variant_id)
        .subquery("since")
    )
    return (
        select(
            span.name,
            StockItem.store_id,
            StockItem.variant_id,
            StockItem.low_stock_threshold.label("threshold"),
            (StockItem.created_at < span.starts).label("is_older"),
            (StockItem.on_hand - func.coalesce(since.c.on_hand, 0)).label("on_hand"),
            (StockItem.reserved - func.coalesce(since.c.reserved, 0)).label("reserved"),
        )
        .join_from(span_table, StockItem, StockItem.created_at < span.ends)
        .outerjoin(
            since,
            and_(
                since.c.name == span.name,
                since.c.store_id == StockItem.store_id,
                since.c.variant_id == StockItem.variant_id,
            ),
        )
        .where(StockItem.store_id.in_(store_ids), StockItem.is_tracked)
        .cte("closing")
    )


def _changes(span_table: CTE, store_ids: Sequence[int], zone: str) -> CTE:
    """What changed of each item on each local day of each span; coming into being is a change."""
    span = span_table.c
    moved = (
        select(
            span.name,
            Movement.store_id,
            Movement.variant_id,
            _local_day(Movement.happened_at, zone).label("day"),
            Movement.on_hand_change.label("on_hand"),
            Movement.reserved_change.label("reserved"),
            literal(0).label("births"),
        )
        .join_from(
            span_table,
            Movement,
            and_(Movement.happened_at >= span.starts, Movement.happened_at < span.ends),
        )
        .where(Movement.store_id.in_(store_ids))
    )
    born = (
        select(
            span.name,
            StockItem.store_id,
            StockItem.variant_id,
            _local_day(StockItem.created_at, zone),
            literal(0),
            literal(0),
            literal(1),
        )
        .join_from(
            span_table,
            StockItem,
            and_(StockItem.created_at >= span.starts, StockItem.created_at < span.ends),
        )
        .where(StockItem.store_id.in_(store_ids))
    )
    change = union_all(moved, born).subquery("change").c
    keys = (change.name, change.store_id, change.variant_id, change.day)
    return (
        select(
            *keys,
            func.sum(change.on_hand).label("on_hand"),
            func.sum(change.reserved).label("reserved"),
            (func.sum(change.births) > 0).label("is_birth"),
        )
        .group_by(*keys)
        .cte("changes")
    )


def _opening_sums(closing: CTE, changes: CTE) -> Select[*tuple[Any, ...]]:
    """Per span, the sums over the items that were there before it."""
    total = (
        select(
            changes.c.name,
            changes.c.store_id,
            changes.c.variant_id,
            func.sum(changes.c.on_hand).label("on_hand"),
            func.sum(changes.c.reserved).label("reserved"),
        )
        .group_by(changes.c.name, changes.c.store_id, changes.c.variant_id)
        .subquery("total")
    )
    on_hand = closing.c.on_hand - func.coalesce(total.c.on_hand, 0)
    reserved = closing.c.reserved - func.coalesce(total.c.reserved, 0)
    return (
        select(
            closing.c.name.label("span"),
            cast(null(), Date).label("day"),
            *_sums(on_hand, reserved, on_hand - reserved, closing.c.threshold),
        )
        .outerjoin_from(closing, total, _same_item(closing, total))
        .where(closing.c.is_older)
        .group_by(closing.c.name)
    )


def _change_sums(closing: CTE, changes: CTE) -> Select[*tuple[Any, ...]]:
    """Per span and day, the sums of the changes, and how many items became low or out by them.

    An item's level after a day is its level at the end less what changed on later days.
    """
    moved = changes.c.on_hand - changes.c.reserved
    later = func.sum(moved).over(
        partition_by=[changes.c.name, changes.c.store_id, changes.c.variant_id],
        order_by=changes.c.day.desc(),
        rows=(None, -1),
    )
    after = closing.c.on_hand - closing.c.reserved - func.coalesce(later, 0)
    step = (
        select(
            changes.c.name,
            changes.c.day,
            changes.c.on_hand,
            changes.c.reserved,
            changes.c.is_birth,
            closing.c.threshold,
            after.label("after"),
            (after - moved).label("before"),
        )
        .join_from(changes, closing, _same_item(closing, changes))
        .subquery("step")
        .c
    )
    was_low = and_(~step.is_birth, is_low(step.before, step.threshold))
    was_out = and_(~step.is_birth, is_out(step.before))
    low = _as_number(is_low(step.after, step.threshold)) - _as_number(was_low)
    out = _as_number(is_out(step.after)) - _as_number(was_out)
    return select(
        step.name,
        step.day,
        func.sum(step.on_hand),
        func.sum(step.reserved),
        func.sum(low),
        func.sum(out),
    ).group_by(step.name, step.day)


def _same_item(closing: CTE, other: FromClause) -> ColumnElement[bool]:
    return and_(
        other.c.name == closing.c.name,
        other.c.store_id == closing.c.store_id,
        other.c.variant_id == closing.c.variant_id,
    )


def _sums(
    on_hand: ColumnElement[int],
    reserved: ColumnElement[int],
    available: ColumnElement[int],
    threshold: ColumnElement[int],
) -> list[ColumnElement[Any]]:
    return [
        func.coalesce(func.sum(on_hand), 0).label("on_hand"),
        func.coalesce(func.sum(reserved), 0).label("reserved"),
        func.count(case((is_low(available, threshold), 1))).label("low"),
        func.count(case((is_out(available), 1))).label("out"),
    ]


def _local_day(moment: InstrumentedAttribute[datetime], zone: str) -> ColumnElement[date]:
    return cast(func.timezone(zone, moment), Date)


def _as_number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return cast(condition, Integer)
