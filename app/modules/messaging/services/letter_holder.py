"""The personal data in a store's outbox: letters, by the address that they went to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.modules.contracts.personal_data import DataSubject
from app.modules.messaging.models import OutgoingLetter
from app.modules.messaging.repositories.letter_rows import LetterRows


class LetterHolder:
    """Fulfils the contract `PersonalDataHolder`."""

    def export(self, db: Session, store_id: int, subject: DataSubject) -> Mapping[str, Any]:
        rows = LetterRows(db, store_id).of_person(subject)
        return {"letters": [_exported(letter) for letter in rows]} if rows else {}

    def erase(self, db: Session, store_id: int, subject: DataSubject, at: datetime) -> int:
        return LetterRows(db, store_id).erase_of_person(subject, at)


def _exported(letter: OutgoingLetter) -> dict[str, Any]:
    """The letter, without the way into an account that a secret one still holds."""
    is_hidden = letter.is_secret and letter.sent_at is None
    return {
        "to": letter.recipient,
        "subject": letter.subject,
        "text": "" if is_hidden else letter.text,
        "html": None if is_hidden else letter.html,
        "written_at": letter.created_at.isoformat(),
        "sent_at": None if letter.sent_at is None else letter.sent_at.isoformat(),
    }


letter_holder = LetterHolder()
