"""Registrations of one store that wait for their address to be confirmed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.modules.customers.models import Registration


class RegistrationRows:
    """Reads and writes registrations in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._mine = Registration.store_id == store_id

    def add(self, registration: Registration) -> None:
        self._db.add(registration)
        self._db.flush()

    def find(self, digest: str, now: datetime) -> Registration | None:
        """The registration whose token that is, unless it has run out."""
        statement = select(Registration).where(
            self._mine, Registration.token_digest == digest, Registration.expires_at > now
        )
        return self._db.scalar(statement.execution_options(populate_existing=True))

    def count_since(self, email: str, moment: datetime) -> int:
        """How many times the address was registered since."""
        statement = select(func.count()).where(
            self._mine, Registration.email == email, Registration.created_at > moment
        )
        return self._db.scalar(statement) or 0

    def take(self, digest: str) -> bool:
        """Uses the registration up; False when somebody did already."""
        gone = delete(Registration).where(self._mine, Registration.token_digest == digest)
        return self._db.scalar(gone.returning(Registration.id)) is not None

    def forget(self, email: str) -> None:
        """Deletes all registrations of the address."""
        self._db.execute(delete(Registration).where(self._mine, Registration.email == email))

    def forget_before(self, moment: datetime) -> None:
        self._db.execute(delete(Registration).where(self._mine, Registration.expires_at < moment))
