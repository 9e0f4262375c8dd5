"""The level of a stock item at any moment: what it is now less what moved since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.sql.selectable import FromClause

from app.modules.inventory.models import Movement, StockItem


def is_low(available: ColumnElement[int], threshold: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether something is left, yet no more than the threshold."""
    return and_(available > 0, available <= threshold)


def is_out(available: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether nothing is left to sell; below 0 more is reserved than there is."""
    return available <= 0


def levels_at(store_ids: Sequence[int], moment: datetime) -> FromClause:
    """Every stock item that existed just before the moment, tracked or not, with its level then.

    Reads the movements from the moment on, none when it is now, so the cost does not grow with
    the history.
    """
    since = (
        select(
            Movement.store_id,
            Movement.variant_id,
            func.sum(Movement.on_hand_change).label("on_hand"),
            func.sum(Movement.reserved_change).label("reserved"),
        )
        .where(Movement.store_id.in_(store_ids), Movement.happened_at >= moment)
        .group_by(Movement.store_id, Movement.variant_id)
        .subquery("since")
    )
    on_hand = StockItem.on_hand - func.coalesce(since.c.on_hand, 0)
    reserved = StockItem.reserved - func.coalesce(since.c.reserved, 0)
    return (
        select(
            StockItem.store_id,
            StockItem.id,
            StockItem.sku,
            StockItem.title,
            StockItem.is_tracked,
            StockItem.low_stock_threshold.label("threshold"),
            on_hand.label("on_hand"),
            reserved.label("reserved"),
            (on_hand - reserved).label("available"),
        )
        .outerjoin(
            since,
            and_(
                since.c.store_id == StockItem.store_id,
                since.c.variant_id == StockItem.variant_id,
            ),
        )
        .where(StockItem.store_id.in_(store_ids), StockItem.created_at < moment)
        .subquery("levels")
    )
