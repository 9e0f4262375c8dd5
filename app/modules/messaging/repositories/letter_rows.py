"""The letters of one store: every statement that writes the outbox, and its list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kernel.database.personal import came_with
from app.modules.contracts.mail import Letter
from app.modules.contracts.personal_data import DataSubject
from app.modules.messaging.models import OutgoingLetter
from app.modules.tenancy.models import Store

STATES: dict[str, ColumnElement[bool]] = {
    "waiting": OutgoingLetter.sent_at.is_(None) & OutgoingLetter.failed_at.is_(None),
    "sent": OutgoingLetter.sent_at.is_not(None),
    "failed": OutgoingLetter.failed_at.is_not(None),
}


class LetterRows:
    """Reads and writes one store's outbox, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id
        self._mine = OutgoingLetter.store_id == store_id

    def add(self, letter: Letter, recipient: str, at: datetime) -> int | None:
        """The id of the new letter, None when one of its key is there already."""
        row = {
            "store_id": self._store_id,
            "key": letter.key,
            "recipient": recipient,
            "subject": letter.subject,
            "text": letter.text,
            "html": letter.html,
            "locale": letter.locale,
            "is_secret": letter.is_secret,
            "created_at": at,
            "next_try_at": at,
        }
        statement = insert(OutgoingLetter).values(row).on_conflict_do_nothing()
        return self._db.scalar(statement.returning(OutgoingLetter.id))

    def take_waiting(self, letter_id: int) -> OutgoingLetter | None:
        """The letter, locked; None when it is sent, given up, or in somebody's hands just now."""
        statement = (
            select(OutgoingLetter)
            .where(self._mine, OutgoingLetter.id == letter_id, STATES["waiting"])
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        )
        return self._db.scalar(statement)

    def take(self, letter_id: int) -> OutgoingLetter | None:
        """The letter, whatever its state, locked until the transaction ends."""
        statement = (
            select(OutgoingLetter)
            .where(self._mine, OutgoingLetter.id == letter_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return self._db.scalar(statement)

    def page(self, state: str | None, before_id: int | None, limit: int) -> list[OutgoingLetter]:
        """The newest letters first, of one state or all, those before the id."""
        statement = select(OutgoingLetter).where(self._mine)
        if state is not None:
            statement = statement.where(STATES[state])
        if before_id is not None:
            statement = statement.where(OutgoingLetter.id < before_id)
        return list(self._db.scalars(statement.order_by(OutgoingLetter.id.desc()).limit(limit)))

    def overdue(self, moment: datetime) -> Sequence[int]:
        """The letters whose next try should have been before the moment."""
        statement = select(OutgoingLetter.id).where(
            self._mine, STATES["waiting"], OutgoingLetter.next_try_at < moment
        )
        return self._db.scalars(statement.order_by(OutgoingLetter.id)).all()

    def of_person(self, subject: DataSubject) -> Sequence[OutgoingLetter]:
        """Every letter to one of the person's addresses, the oldest first."""
        statement = select(OutgoingLetter).where(self._mine, _went_to(subject))
        return self._db.scalars(statement.order_by(OutgoingLetter.id)).all()

    def erase_of_person(self, subject: DataSubject, at: datetime) -> int:
        """Blanks every letter to one of the addresses; one that waits is given up. How many."""
        to_them = self._mine & _went_to(subject)
        give_up = update(OutgoingLetter).where(to_them, STATES["waiting"])
        self._db.execute(give_up.values(failed_at=at, last_error="erased"))
        blank = update(OutgoingLetter).where(to_them)
        blank = blank.values(recipient="", subject="", text="", html=None)
        return len(self._db.execute(blank.returning(OutgoingLetter.id)).all())

    def forget_before(self, moment: datetime, *, only_secret: bool = False) -> None:
        """Deletes the letters that were written before and are sent or given up."""
        old = delete(OutgoingLetter).where(
            self._mine, OutgoingLetter.created_at < moment, ~STATES["waiting"]
        )
        self._db.execute(old.where(OutgoingLetter.is_secret) if only_secret else old)

    def store_name(self) -> str:
        """The store's name, as the sender of its letters."""
        return self._db.scalar(select(Store.name).where(Store.id == self._store_id)) or ""


def _went_to(subject: DataSubject) -> ColumnElement[bool]:
    letter = OutgoingLetter
    return came_with(letter.recipient, letter.created_at, subject.emails, subject.given_up)
