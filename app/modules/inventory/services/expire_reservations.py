"""Lets go of what was set aside until a time that has passed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store, enter_stores
from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import enqueue
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


def expire_later(db: Session, store_id: int, ref: str, moment: datetime) -> None:
    """A job lets the reservation go at that time, unless it is confirmed or renewed by then."""
    waiting = f"{EXPIRE.name}:{store_id}:{ref}"
    enqueue(db, EXPIRE, store_id=store_id, run_at=moment, once_waiting=waiting, ref=ref)


def _expire(db: Session, store_id: int, ref: str) -> None:
    """Of a reservation that was renewed meanwhile the new end is waited for."""
    rows = ReservationRows(db, store_id)
    ends = rows.expires_next(ref)
    if ends is None:
        return
    if ends > utc_now():
        expire_later(db, store_id, ref, ends)
        return
    release_expired(db, store_id, {held.variant_id for held in rows.of_ref(ref)})


def _sweep() -> None:
    """All stores, each in transactions of its own: for what no job has let go."""
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


EXPIRE = Job("inventory.expire", _expire)
SWEEP = Job("inventory.sweep", _sweep, in_transaction=False, every="* * * * *")
JOBS = (EXPIRE, SWEEP)
