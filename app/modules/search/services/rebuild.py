"""Makes a store's index anew, while it goes on answering."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.plans import forget_plans
from app.kernel.database.scope import enter_store
from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import enqueue
from app.modules.contracts.catalog import ProductDocument
from app.modules.search.repositories.index_rows import IndexRows
from app.modules.search.repositories.state_rows import StateRows
from app.modules.search.services.indexing import AT_ONCE, Sources, index_products, write_documents

Documents = list[ProductDocument]


def ask_for_rebuild(db: Session, store_id: int) -> None:
    """A worker makes the index anew after the caller's commit; asking again meanwhile is one."""
    name = f"search.rebuild:{store_id}"
    StateRows(db, store_id).write(asked_at=utc_now())
    enqueue(db, REBUILD, store_id=store_id, one_at_a_time=name, once_waiting=name)


def rebuild(store_id: int) -> int:
    """Indexes all products in transactions of a few hundred, then takes out those that are gone.

    How many products were written. A product that a reaction indexes meanwhile is left to it: what
    it read is newer. Killed half-way, the job begins again; the index is whole at every moment.
    """
    started = _begin(store_id)
    done = 0
    with get_database().transaction(for_job=True) as reading:
        enter_store(reading, store_id)
        sources = Sources.of(reading, store_id)
        documents = sources.catalog.documents(reading, store_id, None)
        for batch in _batches(documents):
            done += _write(store_id, batch, started, sources)
    _take_out_gone(store_id, started)
    _note(store_id, finished_at=utc_now(), documents_done=done)
    return done


def _begin(store_id: int) -> datetime:
    started = utc_now()
    _note(store_id, started_at=started, finished_at=None, documents_done=0)
    return started


def _batches(documents: Iterable[ProductDocument]) -> Iterator[Documents]:
    """The documents of so many products at a time; a product's come one after the other."""
    batch: Documents = []
    count = 0
    for _, of_product in groupby(documents, lambda document: document.product_id):
        batch += of_product
        count += 1
        if count == AT_ONCE:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def _write(store_id: int, batch: Documents, started: datetime, sources: Sources) -> int:
    with get_database().transaction(for_job=True) as db:
        enter_store(db, store_id)
        forget_plans(db)
        rows = IndexRows(db, store_id)
        ids = sorted({document.product_id for document in batch})
        rows.hold(ids)
        newer = {key[1] for key, each in rows.known(ids).items() if each.indexed_at >= started}
        mine = [each for each in ids if each not in newer]
        documents = [document for document in batch if document.product_id not in newer]
        write_documents(db, store_id, mine, documents, sources)
        return len(mine)


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
