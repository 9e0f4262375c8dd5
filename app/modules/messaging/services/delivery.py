"""Sends the letters of an outbox: one at a time, once as far as SMTP allows, and again if need be.

The row is locked while its mail is handed over, and what became of it commits with the lock. When a
process dies between the server's answer and that commit, the mail goes out a second time; it has
the same Message-ID, by which receivers drop doubles. Nothing closes that gap: SMTP has no
transactions (RFC 5321, section 4.2.5, asks to err on the side of doubles).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.config import get_settings
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import enqueue
from app.kernel.logging import get_logger
from app.modules.messaging.models import OutgoingLetter
from app.modules.messaging.repositories.letter_rows import LetterRows
from app.modules.messaging.services.envelope import Contents, message_of
from app.modules.messaging.services.transports import MailNotSent, transport_of

# Pauses between tries; after the last one, sixteen hours after the first, a letter is given up.
PAUSES = tuple(timedelta(minutes=2**n) for n in range(10))
log = get_logger(__name__)


def deliver(store_id: int, letter_id: int) -> None:
    """Tries the letter once, in a transaction of its own; does nothing unless it waits."""
    with get_database().transaction(for_job=True) as db:
        enter_store(db, store_id, plans_once=True)
        rows = LetterRows(db, store_id)
        letter = rows.take_waiting(letter_id)
        if letter is None:
            return
        now, store_name = utc_now(), rows.store_name()
        letter.tries += 1
        try:
            _hand_over(letter, store_name, now)
        except MailNotSent as failure:
            _note_failure(db, letter, failure, now)
        else:
            _note_sent(letter, now)
        db.flush()


def waits_as(store_id: int, letter_id: int) -> str:
    """The name under which at most one job waits for a letter."""
    return f"messaging.letter:{store_id}:{letter_id}"


def _hand_over(letter: OutgoingLetter, store_name: str, at: datetime) -> None:
    contents = Contents(
        store_id=letter.store_id,
        key=letter.key,
        recipient=letter.recipient,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        locale=letter.locale,
        store_name=store_name,
    )
    transport_of(get_settings()).send(message_of(contents, at))


def _note_sent(letter: OutgoingLetter, now: datetime) -> None:
    letter.sent_at, letter.last_error = now, None
    if letter.is_secret:
        letter.text, letter.html = "", None


def _note_failure(db: Session, letter: OutgoingLetter, failure: MailNotSent, now: datetime) -> None:
    letter.last_error = failure.code
    is_last = failure.is_final or letter.tries > len(PAUSES)
    log.warning(
        "mail_not_sent",
        store_id=letter.store_id,
        letter_id=letter.id,
        error=failure.code,
        given_up=is_last,
    )
    if is_last:
        letter.failed_at = now
        return
    letter.next_try_at = now + PAUSES[letter.tries - 1]
    enqueue(
        db,
        SEND_LETTER,
        store_id=letter.store_id,
        run_at=letter.next_try_at,
        once_waiting=waits_as(letter.store_id, letter.id),
        letter_id=letter.id,
    )


SEND_LETTER = Job("messaging.send_letter", deliver, in_transaction=False)
