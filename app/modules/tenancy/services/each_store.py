"""Work that is to be done in every store, each in a transaction of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable

from sqlalchemy.orm import Session

from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.modules.tenancy.repositories.store_directory import StoreDirectory

log = logging.getLogger(__name__)


class SomeStoresFailed(Exception):
    """The work failed in some stores; it was done in all others."""


def in_each_store(work: Callable[[Session, int], object]) -> None:
    """Calls `work(db, store_id)` in the scope of one store after the other.

    One that fails is told in the log and stops no other. Raises SomeStoresFailed at the end, so
    that a job is tried again.
    """
    with get_database().transaction(for_job=True) as db:
        stores = StoreDirectory(db).codes_by_id()
    failed = [code for store_id, code in stores.items() if not _is_done(work, store_id)]
    if failed:
        raise SomeStoresFailed(", ".join(failed))


def _is_done(work: Callable[[Session, int], object], store_id: int) -> bool:
    try:
        with get_database().transaction(for_job=True) as db:
            enter_store(db, store_id)
            work(db, store_id)
    except Exception:
        log.warning("store.work_failed", extra={"store_id": store_id}, exc_info=True)
        return False
    return True
