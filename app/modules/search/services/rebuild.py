"""Makes a store's index anew, while it goes on answering."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.plans import forget_plans
from app.kernel.database.scope import enter_store
from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import enqueue
from app.modules.search.repositories.index_rows import IndexRows
from app.modules.search.repositories.state_rows import StateRows
from app.modules.search.services.indexing import AT_ONCE, Sources, index_products


def ask_for_rebuild(db: Session, store_id: int) -> None:
    """A worker makes the index anew after the caller's commit; asking again meanwhile is one."""
    name = f"search.rebuild:{store_id}"
    StateRows(db, store_id).write(asked_at=utc_now())
    enqueue(db, REBUILD, store_id=store_id, one_at_a_time=name, once_waiting=name)


def rebuild(store_id: int) -> int:
    """Indexes all products in transactions of a few hundred, then takes out those that are gone.

    How many products were written, each as it was when it was held: what changes, or goes,
    meanwhile does not come back. Killed half-way, the job begins again; the index is whole at every
    moment.
    """
    started = _begin(store_id)
    done = last = 0
    while ids := _index_beyond(store_id, last):
        done, last = done + len(ids), ids[-1]
    _take_out_gone(store_id, started)
    _note(store_id, finished_at=utc_now(), documents_done=done)
    return done


def _begin(store_id: int) -> datetime:
    started = utc_now()
    _note(store_id, started_at=started, finished_at=None, documents_done=0)
    return started


def _index_beyond(store_id: int, last: int) -> Sequence[int]:
    """Indexes the next published products; their ids, ascending."""
    with get_database().transaction(for_job=True) as db:
        enter_store(db, store_id)
        forget_plans(db)
        catalog = Sources.of(db, store_id).catalog
        ids = catalog.published_ids(db, store_id, after=last, most=AT_ONCE)
        index_products(db, store_id, ids)
        return ids


def _take_out_gone(store_id: int, started: datetime) -> None:
    """Whatever was not written since the beginning is asked about once more by itself."""
    while True:
        with get_database().transaction(for_job=True) as db:
            enter_store(db, store_id)
            ids = IndexRows(db, store_id).indexed_before(started, AT_ONCE)
            if not ids:
                return
            index_products(db, store_id, ids)


def _note(store_id: int, **values: object) -> None:
    with get_database().transaction(for_job=True) as db:
        enter_store(db, store_id)
        StateRows(db, store_id).write(**values)


REBUILD = Job("search.rebuild", rebuild, in_transaction=False)
