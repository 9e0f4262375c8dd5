"""Lets go of what was set aside until a time that has passed.

A sweep does so every minute, and whoever needs the units does at once. A job for each reservation
would cost every order more than the rare one that is never paid.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store, enter_stores
from app.kernel.jobs.job import Job
from app.modules.inventory.repositories.expired_stores import stores_with_expired
from app.modules.inventory.repositories.item_locks import ItemLocks
from app.modules.inventory.repositories.reservation_rows import ReservationRows
from app.modules.inventory.repositories.stock_ledger import LetGo, StockLedger
from app.modules.inventory.services.stock_change import StockChange
from app.modules.tenancy.repositories.store_directory import StoreDirectory

_AT_A_TIME = 200


def release_expired(
    db: Session,
    store_id: int,
    variant_ids: Iterable[int] | None = None,
    *,
    but: str | None = None,
) -> int:
    """Releases what expired reservations hold of these variants, or of some that have any.

    The number of reservations let go. The reservation `but` is left alone.
    """
    rows = ReservationRows(db, store_id)
    if variant_ids is None:
        variant_ids = rows.variants_due(utc_now(), _AT_A_TIME)
    items = ItemLocks(db, store_id).lock(variant_ids)
    now = utc_now()
    due = rows.due(now, items, but=but)
    if not due:
        return 0
    change = StockChange(db, store_id, items, now)
    change.begin()
    parts = [LetGo(held.reservation_id, released=held.units) for held in due]
    change.finish(StockLedger(db, store_id).let_go(parts, at=now, has_lapsed=True))
    return len(due)


def _sweep() -> None:
    """All stores, each in transactions of its own."""
    with get_database().transaction(for_job=True) as db:
        enter_stores(db, StoreDirectory(db).codes_by_id())
        store_ids = stores_with_expired(db, utc_now())
    for store_id in store_ids:
        while _release_some(store_id):
            pass


def _release_some(store_id: int) -> int:
    with get_database().transaction(for_job=True) as db:
        enter_store(db, store_id)
        return release_expired(db, store_id)


SWEEP = Job("inventory.sweep", _sweep, in_transaction=False, every="* * * * *")
JOBS = (SWEEP,)
