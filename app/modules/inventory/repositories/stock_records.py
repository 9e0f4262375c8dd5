"""Writes stock items and movements set-wise, and keeps levels equal to the sum of movements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ScalarSelect,
    Table,
    any_,
    func,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.kernel.database.upsert import Merge, Upserted, upsert_rows
from app.modules.inventory.models import Movement, StockItem

_ITEMS: Table = StockItem.__table__  # type: ignore[assignment]  # declared as FromClause
_MOVEMENTS: Table = Movement.__table__  # type: ignore[assignment]
_ITEM_MERGE = {
    "sku": Merge.REPLACE,
    "title": Merge.REPLACE,
    "is_tracked": Merge.REPLACE,
    "low_stock_threshold": Merge.REPLACE,
    "may_backorder": Merge.REPLACE,
    "created_at": Merge.EARLIEST,
    "version": Merge.REPLACE,
}
_RENAME = text(
    "UPDATE inventory_stock_item AS i SET sku = b.sku, title = b.title FROM unnest("
    "CAST(:ids AS bigint[]), CAST(:skus AS text[]), CAST(:titles AS text[])) AS b(id, sku, title)"
    " WHERE i.store_id = :store_id AND i.variant_id = b.id"
    " AND (i.sku, i.title) IS DISTINCT FROM (b.sku, b.title)"
)


class StockRecords:
    """Stock items and movements of one store; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def write_items(self, rows: Sequence[Mapping[str, Any]]) -> Upserted:
        """Inserts or updates by variant; levels are left alone."""
        return upsert_rows(
            self._db, _ITEMS, self._owned(rows), key=("store_id", "variant_id"), merge=_ITEM_MERGE
        )

    def kept_among(self, variant_ids: Iterable[int]) -> set[int]:
        """Those of the variants whose stock is kept; nothing is locked."""
        statement = select(StockItem.variant_id).where(
            StockItem.store_id == self._store_id,
            StockItem.variant_id == any_(_numbers(variant_ids)),
        )
        return set(self._db.scalars(statement))

    def add_items(self, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Inserts the items that are not there yet; the variants of those that were."""
        added = upsert_rows(
            self._db,
            _ITEMS,
            self._owned(rows),
            key=("store_id", "variant_id"),
            merge={},
            report="variant_id",
        )
        return list(added.created)

    def change_item(self, variant_id: int, values: Mapping[str, Any]) -> None:
        """Writes how the stock of a locked item is kept, and counts its version on."""
        self._db.execute(
            update(_ITEMS)
            .where(_ITEMS.c.store_id == self._store_id, _ITEMS.c.variant_id == variant_id)
            .values(**values, version=_ITEMS.c.version + 1)
        )

    def rename(self, names: Mapping[int, tuple[str, str]]) -> None:
        """Gives locked items the SKU and title of their variants, where they are others by now."""
        locked = sorted(names)
        given = {
            "store_id": self._store_id,
            "ids": locked,
            "skus": [names[variant_id][0] for variant_id in locked],
            "titles": [names[variant_id][1] for variant_id in locked],
        }
        self._db.execute(_RENAME, given)

    def add_movements(self, rows: Sequence[Mapping[str, Any]]) -> int:
        """Inserts the movements that are not known and moves the levels by them; their number.

        The items must be locked. An item exists from its first movement on at the latest.
        """
        key = ("store_id", "source", "external_ref")
        added = upsert_rows(self._db, _MOVEMENTS, self._owned(rows), key=key, merge={})
        if added.created:
            self._move_levels(added.created)
        return len(added.created)

    def _move_levels(self, movement_ids: Sequence[int]) -> None:
        total = (
            select(
                Movement.variant_id,
                func.sum(Movement.on_hand_change).label("on_hand"),
                func.sum(Movement.reserved_change).label("reserved"),
                func.min(Movement.happened_at).label("first_at"),
                func.max(Movement.happened_at).label("last_at"),
            )
            .where(Movement.store_id == self._store_id, Movement.id == any_(_numbers(movement_ids)))
            .group_by(Movement.variant_id)
            .subquery("total")
        )
        self._db.execute(
            update(_ITEMS)
            .where(_ITEMS.c.store_id == self._store_id, _ITEMS.c.variant_id == total.c.variant_id)
            .values(
                on_hand=_ITEMS.c.on_hand + total.c.on_hand,
                reserved=_ITEMS.c.reserved + total.c.reserved,
                created_at=func.least(_ITEMS.c.created_at, total.c.first_at),
                moved_at=func.greatest(
                    func.coalesce(_ITEMS.c.moved_at, _latest_of_item()), total.c.last_at
                ),
            )
        )

    def _owned(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [{"store_id": self._store_id, **row} for row in rows]


def _latest_of_item() -> ScalarSelect[datetime]:
    """For items that were there before their latest movement was noted."""
    mine = (Movement.store_id == _ITEMS.c.store_id, Movement.variant_id == _ITEMS.c.variant_id)
    return select(func.max(Movement.happened_at)).where(*mine).scalar_subquery()


def _numbers(values: Iterable[int]) -> ColumnElement[Any]:
    """One array parameter, whatever the number of values: a statement takes 65,535 at most."""
    return literal(list(values), ARRAY(BigInteger))
