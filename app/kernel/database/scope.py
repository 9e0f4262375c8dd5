"""Whose rows a transaction may see: the settings that row level security reads.

All are local to the transaction (or savepoint) and fall back to "no rows" with it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

_ENTER = text(
    "SELECT set_config('app.store_id', :store_id, true), set_config('app.store_ids', :ids, true),"
    " set_config('plan_cache_mode', :plans, true)"
)
_KEY = "stoa_scope"


def enter_store(db: Session, store_id: int, *, plans_once: bool = False) -> None:
    """From here to the end of the transaction, rows of this store can be read and written.

    With `plans_once` a statement that the connection knows is not planned again: right where few
    rows are looked up by their keys, as in buying, for planning takes longer than that does.
    """
    plans = "force_generic_plan" if plans_once else "auto"
    _enter(db, {"store_id": str(store_id), "ids": "", "plans": plans})


def enter_stores(db: Session, store_ids: Iterable[int]) -> None:
    """From here to the end of the transaction, rows of these stores can be read, none written."""
    ids = ",".join(str(store_id) for store_id in store_ids)
    _enter(db, {"store_id": "", "ids": ids, "plans": "auto"})


def enter_again(db: Session) -> None:
    """The scope that the session entered last, for the transaction that replaces a lost one."""
    if _KEY in db.info:
        db.execute(_ENTER, db.info[_KEY])


def store_in_scope(db: Session) -> int | None:
    """The store whose rows the session entered last, if it was one store."""
    entered: dict[str, str] = db.info.get(_KEY, {})
    return int(entered["store_id"]) if entered.get("store_id") else None


def _enter(db: Session, scope: dict[str, str]) -> None:
    db.info[_KEY] = scope
    db.execute(_ENTER, scope)
