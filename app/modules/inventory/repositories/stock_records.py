"""Writes stock items and movements set-wise, and keeps levels equal to the sum of movements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Table,
    any_,
    func,
    literal,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.modules.inventory.models import Movement, StockItem

_ITEMS: Table = StockItem.__table__  # type: ignore[assignment]  # declared as FromClause
_MOVEMENTS: Table = Movement.__table__  # type: ignore[assignment]
# A row that an upsert has just inserted has no deleting or locking transaction yet.
_IS_NEW: ColumnElement[bool] = literal_column("(xmax = 0)")


class StockRecords:
    """Stock items and movements of one store; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def lock_items(self, variant_ids: Iterable[int]) -> set[int]:
        """Locks the stock items of these variants until the transaction ends; those that exist."""
        statement = select(StockItem.variant_id).where(
            StockItem.store_id == self._store_id,
            StockItem.variant_id == any_(_numbers(variant_ids)),
        )
        return set(self._db.scalars(in_lock_order(statement, StockItem)))

    def write_items(self, rows: Sequence[Mapping[str, Any]]) -> list[bool]:
        """Inserts or updates by variant; True for each new one, False for each changed one.

        Levels are left alone, and the earliest `created_at` known is kept.
        """
        statement = insert(_ITEMS)
        given = statement.excluded
        changing = ("sku", "title", "is_tracked", "low_stock_threshold")
        differs = [_ITEMS.c[name].is_distinct_from(given[name]) for name in changing]
        upsert = statement.on_conflict_do_update(
            index_elements=["store_id", "variant_id"],
            set_={
                **{name: given[name] for name in changing},
                "created_at": func.least(_ITEMS.c.created_at, given.created_at),
            },
            where=or_(*differs, given.created_at < _ITEMS.c.created_at),
        ).returning(_IS_NEW)
        return list(self._db.scalars(upsert, self._owned(rows)))

    def add_movements(self, rows: Sequence[Mapping[str, Any]]) -> int:
        """Inserts the movements that are not known and moves the levels by them; their number.

        The items must be locked. An item exists from its first movement on at the latest.
        """
        adding = (
            insert(_MOVEMENTS)
            .on_conflict_do_nothing(index_elements=["store_id", "source", "external_ref"])
            .returning(
                _MOVEMENTS.c.variant_id,
                _MOVEMENTS.c.on_hand_change,
                _MOVEMENTS.c.reserved_change,
                _MOVEMENTS.c.happened_at,
            )
        )
        added = self._db.execute(adding, self._owned(rows)).all()
        if added:
            self._move_levels(list(zip(*added, strict=True)))
        return len(added)

    def _move_levels(self, columns: Sequence[Sequence[Any]]) -> None:
        variants, on_hand, reserved, moments = columns
        change = select(
            func.unnest(_numbers(variants)).label("variant_id"),
            func.unnest(_numbers(on_hand)).label("on_hand"),
            func.unnest(_numbers(reserved)).label("reserved"),
            func.unnest(literal(list(moments), ARRAY(DateTime(timezone=True)))).label("moment"),
        ).subquery("change")
        total = (
            select(
                change.c.variant_id,
                func.sum(change.c.on_hand).label("on_hand"),
                func.sum(change.c.reserved).label("reserved"),
                func.min(change.c.moment).label("first_at"),
            )
            .group_by(change.c.variant_id)
            .subquery("total")
        )
        self._db.execute(
            update(_ITEMS)
            .where(_ITEMS.c.store_id == self._store_id, _ITEMS.c.variant_id == total.c.variant_id)
            .values(
                on_hand=_ITEMS.c.on_hand + total.c.on_hand,
                reserved=_ITEMS.c.reserved + total.c.reserved,
                created_at=func.least(_ITEMS.c.created_at, total.c.first_at),
            )
        )

    def _owned(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [{"store_id": self._store_id, **row} for row in rows]


def _numbers(values: Iterable[int]) -> ColumnElement[Any]:
    """One array parameter, whatever the number of values: a statement takes 65,535 at most."""
    return literal(list(values), ARRAY(BigInteger))
