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
_KEY = "stoa_scope"


def enter_store(db: Session, store_id: int) -> None:
    """From here to the end of the transaction, rows of this store can be read and written."""
    _enter(db, {"store_id": str(store_id), "ids": ""})


def enter_stores(db: Session, store_ids: Iterable[int]) -> None:
    """From here to the end of the transaction, rows of these stores can be read, none written."""
    ids = ",".join(str(store_id) for store_id in store_ids)
    _enter(db, {"store_id": "", "ids": ids})


def enter_again(db: Session) -> None:
    """The scope that the session entered last, for the transaction that replaces a lost one."""
    if _KEY in db.info:
        db.execute(_ENTER, db.info[_KEY])


def _enter(db: Session, scope: dict[str, str]) -> None:
    db.info[_KEY] = scope
    db.execute(_ENTER, scope)
