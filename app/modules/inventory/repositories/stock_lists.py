"""The rows behind the numbers of inventory, as statements for its list pages."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, case, select, true

from app.kernel.clock import utc_now
from app.modules.contracts.listings import ListScope
from app.modules.inventory.models import Movement, StockItem
from app.modules.inventory.repositories.levels import is_low, is_out, levels_at
from app.modules.tenancy.models import Store

_LEVELS = ("on_hand", "reserved", "available", "threshold")


def stock(view_code: str, scope: ListScope) -> Select[*tuple[Any, ...]]:
    """Stock items with their levels at the end of the window; untracked ones have none."""
    level = levels_at(scope.store_ids, scope.end or utc_now()).c
    low, out = is_low(level.available, level.threshold), is_out(level.available)
    views = {
        "all": true(),
        "tracked": level.is_tracked,
        "low": and_(level.is_tracked, low),
        "out": and_(level.is_tracked, out),
    }
    state = case((~level.is_tracked, "untracked"), (out, "out"), (low, "low"), else_="enough")
    return (
        select(
            level.id.label("id"),
            Store.name.label("store_name"),
            level.title.label("title"),
            level.sku.label("sku"),
            state.label("state"),
            *(case((level.is_tracked, level[name])).label(name) for name in _LEVELS),
        )
        .join(Store, Store.id == level.store_id)
        .where(views[view_code])
    )


def movements(view_code: str, scope: ListScope) -> Select[*tuple[Any, ...]]:
    """Movements of the window, of tracked items and others."""
    since = Movement.happened_at >= scope.start if scope.start is not None else true()
    until = Movement.happened_at < scope.end if scope.end is not None else true()
    narrowed = {"all": and_(since, until)}[view_code]
    return (
        select(
            Movement.id.label("id"),
            Store.name.label("store_name"),
            Movement.happened_at.label("happened_at"),
            StockItem.title.label("title"),
            StockItem.sku.label("sku"),
            Movement.reason.label("reason"),
            Movement.on_hand_change.label("on_hand_change"),
            Movement.reserved_change.label("reserved_change"),
            Movement.note.label("note"),
            Movement.external_ref.label("reference"),
        )
        .join(
            StockItem,
            and_(
                StockItem.store_id == Movement.store_id,
                StockItem.variant_id == Movement.variant_id,
            ),
        )
        .join(Store, Store.id == Movement.store_id)
        .where(Movement.store_id.in_(scope.store_ids), narrowed)
    )
