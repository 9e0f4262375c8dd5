"""Keeps outboxes in order: takes up letters whose job was lost, and forgets old ones."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import enqueue
from app.modules.messaging.repositories.letter_rows import LetterRows
from app.modules.messaging.services.delivery import SEND_LETTER, waits_as
from app.modules.tenancy.services.each_store import in_each_store

PATIENCE = timedelta(minutes=5)
KEPT_FOR = timedelta(days=180)
SECRET_KEPT_FOR = timedelta(days=2)


def take_up_overdue() -> None:
    """Gives each letter that should have been tried minutes ago a job, unless one waits."""
    in_each_store(_take_up_in)


def forget_old() -> None:
    """Deletes what was sent or given up half a year ago: nobody needs the addresses any more.

    Secret letters go after two days, when no way that they carried is good any more: somebody may
    have given an address that is not theirs, and nobody has proven anything of it.
    """
    in_each_store(_forget_in)


def _forget_in(db: Session, store_id: int) -> None:
    rows, now = LetterRows(db, store_id), utc_now()
    rows.forget_before(now - KEPT_FOR)
    rows.forget_before(now - SECRET_KEPT_FOR, only_secret=True)


def _take_up_in(db: Session, store_id: int) -> None:
    for letter_id in LetterRows(db, store_id).overdue(utc_now() - PATIENCE):
        enqueue(
            db,
            SEND_LETTER,
            store_id=store_id,
            once_waiting=waits_as(store_id, letter_id),
            letter_id=letter_id,
        )


TAKE_UP_OVERDUE = Job(
    "messaging.take_up_overdue", take_up_overdue, in_transaction=False, every="*/5 * * * *"
)
FORGET_OLD = Job("messaging.forget_old", forget_old, in_transaction=False, every="23 3 * * *")
