"""Keeps outboxes in order: takes up letters whose job was lost, and forgets old ones."""

from __future__ import annotations

from datetime import timedelta

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import enqueue
from app.modules.messaging.repositories.letter_rows import LetterRows
from app.modules.messaging.services.delivery import SEND_LETTER, waits_as
from app.modules.tenancy.repositories.store_directory import StoreDirectory

PATIENCE = timedelta(minutes=5)
KEPT_FOR = timedelta(days=180)


def take_up_overdue() -> None:
    """Gives each letter that should have been tried minutes ago a job, unless one waits."""
    for store_id in _stores():
        with get_database().transaction(for_job=True) as db:
            enter_store(db, store_id)
            for letter_id in LetterRows(db, store_id).overdue(utc_now() - PATIENCE):
                enqueue(
                    db,
                    SEND_LETTER,
                    store_id=store_id,
                    once_waiting=waits_as(store_id, letter_id),
                    letter_id=letter_id,
                )


def forget_old() -> None:
    """Deletes what was sent or given up half a year ago: nobody needs the addresses any more."""
    for store_id in _stores():
        with get_database().transaction(for_job=True) as db:
            enter_store(db, store_id)
            LetterRows(db, store_id).forget_before(utc_now() - KEPT_FOR)


def _stores() -> list[int]:
    with get_database().transaction(for_job=True) as db:
        return list(StoreDirectory(db).codes_by_id())


TAKE_UP_OVERDUE = Job(
    "messaging.take_up_overdue", take_up_overdue, in_transaction=False, every="*/5 * * * *"
)
FORGET_OLD = Job("messaging.forget_old", forget_old, in_transaction=False, every="23 3 * * *")
