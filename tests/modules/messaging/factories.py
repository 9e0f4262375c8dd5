"""Makes letters in outboxes, as every module does."""

from __future__ import annotations

from itertools import count
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.mail import Letter
from app.modules.messaging.models import OutgoingLetter
from app.modules.messaging.services.mailer import outbox_mailer

_numbers = count(1)
WAITING_JOBS = text(
    "SELECT task_name, args, scheduled_at FROM stoa_jobs.procrastinate_jobs"
    " WHERE task_name LIKE 'messaging.%' AND args ->> 'letter_id' = :id"
)


def letter(**values: object) -> Letter:
    """A letter to Ana, unless more is given."""
    fields: dict[str, object] = {
        "key": f"test:{next(_numbers)}",
        "to": "ana@example.test",
        "subject": "Your order",
        "text": "Dear Ana,\n\nthank you.",
    }
    return Letter(**{**fields, **values})  # type: ignore[arg-type]  # fields by name


def put(db: Session, store_id: int, one: Letter | None = None) -> OutgoingLetter:
    """Sends the letter in the store's scope; what stands in the outbox then."""
    enter_store(db, store_id)
    sent = one or letter()
    outbox_mailer.send(db, store_id, sent)
    found = db.query(OutgoingLetter).filter_by(store_id=store_id, key=sent.key)
    return found.populate_existing().one()


def jobs_of(db: Session, letter_id: int) -> list[Any]:
    """The jobs that wait for the letter."""
    return list(db.execute(WAITING_JOBS, {"id": str(letter_id)}).all())
