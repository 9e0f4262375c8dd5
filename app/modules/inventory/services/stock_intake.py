"""Takes stock items and movements from outside into a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from app.modules.contracts.intake import IntakeCount
from app.modules.contracts.periods import BEGINNING
from app.modules.contracts.stock import LevelIn, LevelsTaken, MovementIn, StockItemIn
from app.modules.core.services.figure_change import FigureChange
from app.modules.inventory.exceptions import UnknownStockItem
from app.modules.inventory.repositories.item_locks import ItemLocks, ItemNow
from app.modules.inventory.repositories.stock_facts import STOCK_FIGURES
from app.modules.inventory.repositories.stock_records import StockRecords
from app.modules.inventory.services.level_intake import take_levels
from app.modules.inventory.services.stock_change import announce_flips


class StoreStockIntake:
    """Inventory's side of `StockIntake`: a few statements, whatever the size of the batch.

    All methods lock the items that they touch in primary key order before anything of theirs.
    """

    def take_items(self, db: Session, store_id: int, items: Sequence[StockItemIn]) -> IntakeCount:
        """See the contract. Of an item that the batch names twice the later one is taken."""
        if not items:
            return IntakeCount()
        latest: dict[int, StockItemIn] = {}
        for item in items:
            latest[item.variant_id] = _joined(latest.get(item.variant_id), item)
        records, change = StockRecords(db, store_id), FigureChange(db, store_id, STOCK_FIGURES)
        change.lock(f"item {variant_id}" for variant_id in latest)
        locks = ItemLocks(db, store_id)
        known = locks.lock(latest)
        rows = [_item_row(item, known.get(item.variant_id)) for item in latest.values()]
        changed = [row["variant_id"] for row in rows if _moves_figures(row, known)]
        change.before(variant=[variant_id for variant_id in changed if variant_id in known])
        written = records.write_items(rows)
        change.after(variant=changed)
        announce_flips(db, store_id, known, locks.lock(changed))
        created, updated = len(written.created), len(written.updated)
        return IntakeCount(created, updated, len(latest) - created - updated)

    def take_movements(
        self, db: Session, store_id: int, movements: Sequence[MovementIn]
    ) -> IntakeCount:
        """See the contract. A known movement is never changed: it counts as unchanged."""
        if not movements:
            return IntakeCount()
        first = {(move.source, move.external_ref): move for move in reversed(movements)}
        wanted = {move.variant_id for move in first.values()}
        records, locks = StockRecords(db, store_id), ItemLocks(db, store_id)
        items = locks.lock(wanted)
        missing = wanted - items.keys()
        if missing:
            raise UnknownStockItem(variant_id=min(missing))
        since = min(move.happened_at for move in first.values())
        change = FigureChange(db, store_id, STOCK_FIGURES, since)
        change.before(variant=sorted(wanted))
        created = records.add_movements([_movement_row(move) for move in first.values()])
        change.after(variant=sorted(wanted))
        announce_flips(db, store_id, items, locks.lock(wanted) if created else {})
        return IntakeCount(created=created, unchanged=len(first) - created)

    def take_levels(
        self, db: Session, store_id: int, levels: Sequence[LevelIn], *, is_one_place: bool = False
    ) -> LevelsTaken:
        return take_levels(db, store_id, levels, is_one_place=is_one_place)


def _joined(earlier: StockItemIn | None, later: StockItemIn) -> StockItemIn:
    """What is said of an item last, and before where the last says nothing."""
    if earlier is None:
        return later
    before, after = _said(earlier), _said(later)
    known = {name: before[name] if value is None else value for name, value in after.items()}
    return replace(later, created_at=min(earlier.created_at, later.created_at), **known)


def _said(item: StockItemIn) -> dict[str, Any]:
    """What the store has of its own, by its name; None where nothing is said of it."""
    return {
        "is_tracked": item.is_tracked,
        "low_stock_threshold": item.low_stock_threshold,
        "may_backorder": item.may_backorder,
    }


def _item_row(item: StockItemIn, kept: ItemNow | None) -> dict[str, Any]:
    """The row that the item becomes; its version is raised where it is kept otherwise."""
    was = (
        (item.begins_tracked, 0, False)
        if kept is None
        else (kept.is_tracked, kept.threshold, kept.may_backorder)
    )
    said = _said(item)
    now = {
        name: old if new is None else new
        for old, (name, new) in zip(was, said.items(), strict=True)
    }
    return {
        "variant_id": item.variant_id,
        "sku": item.sku,
        "title": item.title,
        **now,
        "version": 1 if kept is None else kept.version + int(tuple(now.values()) != was),
        "created_at": item.created_at,
        "moved_at": BEGINNING,
    }


def _moves_figures(row: Mapping[str, Any], known: Mapping[int, ItemNow]) -> bool:
    """Whether the numbers of the item change with the row; a new item's always do."""
    kept = known.get(row["variant_id"])
    if kept is None or row["version"] != kept.version:
        return True
    return bool(row["created_at"] < kept.created_at)


def _movement_row(move: MovementIn) -> dict[str, Any]:
    return {
        "variant_id": move.variant_id,
        "source": move.source,
        "external_ref": move.external_ref,
        "reason": move.reason.value,
        "on_hand_change": move.on_hand_change,
        "reserved_change": move.reserved_change,
        "happened_at": move.happened_at,
        "note": move.note,
    }


stock_intake = StoreStockIntake()
