"""What runs out in some stores, as it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session

from app.modules.inventory.repositories.levels import is_low, is_out, levels_at
from app.modules.tenancy.models import Store


class StockWatch:
    """Counts and names the tracked items of these stores that are low or out at a moment."""

    def __init__(self, db: Session, store_ids: Sequence[int], moment: datetime) -> None:
        self._db = db
        self._levels = levels_at(store_ids, moment)

    def counts(self) -> tuple[int, int]:
        """How many items are low and how many are out."""
        level = self._levels.c
        statement = select(
            func.count(case((is_low(level.available, level.threshold), 1))),
            func.count(case((is_out(level.available), 1))),
        ).where(level.is_tracked)
        low, out = self._db.execute(statement).one()
        return low, out

    def lowest(self, limit: int) -> Sequence[Row[*tuple[Any, ...]]]:
        """The low items with the least available, each with the name of its store."""
        level = self._levels.c
        statement = (
            select(level.title, Store.name.label("store_name"), level.available, level.threshold)
            .join(Store, Store.id == level.store_id)
            .where(level.is_tracked, is_low(level.available, level.threshold))
            .order_by(level.available, level.title, level.id)
            .limit(limit)
        )
        return self._db.execute(statement).all()
