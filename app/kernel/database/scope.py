"""Whose rows a transaction may see: the settings that row level security reads.

All are local to the transaction (or savepoint) and fall back to "no rows" with it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

_ENTER = text(
    "SELECT set_config('app.store_id', :store_id, true), set_config('app.store_ids', :ids, true)"
)


def enter_store(db: Session, store_id: int) -> None:
    """From here to the end of the transaction, rows of this store can be read and written."""
    db.execute(_ENTER, {"store_id": str(store_id), "ids": ""})


def enter_stores(db: Session, store_ids: Iterable[int]) -> None:
    """From here to the end of the transaction, rows of these stores can be read, none written."""
    ids = ",".join(str(store_id) for store_id in store_ids)
    db.execute(_ENTER, {"store_id": "", "ids": ids})
