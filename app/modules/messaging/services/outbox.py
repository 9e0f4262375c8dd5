"""The outbox as the store's team sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.http.cursors import Page, page_of, read_cursor
from app.kernel.jobs.queue import enqueue
from app.modules.messaging.exceptions import LetterNotFailed, UnknownLetter
from app.modules.messaging.models import OutgoingLetter
from app.modules.messaging.repositories.letter_rows import LetterRows
from app.modules.messaging.services.delivery import SEND_LETTER, waits_as


@dataclass(frozen=True)
class LetterState:
    """A letter without its text, which may be meant for the reader only."""

    id: int
    to: str
    subject: str
    state: str
    created_at: datetime
    sent_at: datetime | None
    failed_at: datetime | None
    next_try_at: datetime | None
    tries: int
    last_error: str | None


def letters(
    db: Session, store_id: int, *, state: str | None, cursor: str | None, limit: int
) -> Page[LetterState]:
    """The newest letters first. Raises CursorInvalid."""
    after = read_cursor(cursor, [int])
    before_id = None if after is None else after[0]
    rows = LetterRows(db, store_id).page(state, before_id, limit + 1)
    return page_of([_state(row) for row in rows], limit, lambda letter: [letter.id])


def retry(db: Session, store_id: int, letter_id: int) -> LetterState:
    """Has a letter that was given up sent after all, with all its tries.

    Raises:
        UnknownLetter: there is none of that id.
        LetterNotFailed: it waits, was sent, or its reader's data was erased.
    """
    letter = LetterRows(db, store_id).take(letter_id)
    if letter is None:
        raise UnknownLetter
    if letter.failed_at is None or not letter.recipient:
        raise LetterNotFailed
    letter.failed_at, letter.next_try_at, letter.tries = None, utc_now(), 0
    db.flush()
    enqueue(
        db,
        SEND_LETTER,
        store_id=store_id,
        once_waiting=waits_as(store_id, letter_id),
        letter_id=letter_id,
    )
    return _state(letter)


def _state(letter: OutgoingLetter) -> LetterState:
    is_sent, is_failed = letter.sent_at is not None, letter.failed_at is not None
    waits = not (is_sent or is_failed)
    return LetterState(
        id=letter.id,
        to=letter.recipient,
        subject=letter.subject,
        state="waiting" if waits else "sent" if is_sent else "failed",
        created_at=letter.created_at,
        sent_at=letter.sent_at,
        failed_at=letter.failed_at,
        next_try_at=letter.next_try_at if waits else None,
        tries=letter.tries,
        last_error=letter.last_error,
    )
