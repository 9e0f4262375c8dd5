"""Puts letters into a store's outbox."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.jobs.queue import enqueue
from app.modules.contracts.mail import Letter, mail_address
from app.modules.messaging.repositories.letter_rows import LetterRows
from app.modules.messaging.services.delivery import SEND_LETTER, waits_as

LONGEST_KEY = 200
LONGEST_SUBJECT = 500


class OutboxMailer:
    """Fulfils the contract `Mailer`: letter and job are saved with the caller's change."""

    def send(self, db: Session, store_id: int, letter: Letter) -> None:
        recipient = mail_address(letter.to)
        _check(letter)
        letter_id = LetterRows(db, store_id).add(letter, recipient, utc_now())
        if letter_id is None:
            return
        enqueue(
            db,
            SEND_LETTER,
            store_id=store_id,
            once_waiting=waits_as(store_id, letter_id),
            letter_id=letter_id,
        )


def _check(letter: Letter) -> None:
    """Raises ValueError for what could smuggle headers into a mail, or could not be kept."""
    if not 0 < len(letter.key) <= LONGEST_KEY:
        raise ValueError("a letter's key has 1 to 200 characters")
    if not 0 < len(letter.subject) <= LONGEST_SUBJECT or not letter.subject.isprintable():
        raise ValueError("a letter's subject is one line")
    if "\x00" in letter.text or "\x00" in (letter.html or ""):
        raise ValueError("a letter's text holds no NUL")


outbox_mailer = OutboxMailer()
