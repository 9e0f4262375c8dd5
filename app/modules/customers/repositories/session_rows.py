"""Sign-ins of accounts of one store."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from app.modules.customers.models import AccountSession


class SessionRows:
    """Reads and writes sign-ins in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id
        self._mine = AccountSession.store_id == store_id

    def add(self, session: AccountSession) -> None:
        self._db.add(session)
        self._db.flush()

    def is_alive(self, family_id: str, customer_id: int, now: datetime) -> bool:
        """One look-up by a unique key."""
        statement = select(AccountSession.id).where(
            self._mine,
            AccountSession.family_id == family_id,
            AccountSession.customer_id == customer_id,
            AccountSession.ended_at.is_(None),
            AccountSession.expires_at > now,
        )
        return self._db.scalar(statement) is not None

    def lock(self, family_id: str) -> AccountSession | None:
        """The sign-in, locked; of two that ask for it at once the second waits for the first."""
        statement = (
            select(AccountSession)
            .where(self._mine, AccountSession.family_id == family_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return self._db.scalar(statement)

    def end(self, family_id: str, now: datetime) -> None:
        change = update(AccountSession).where(
            self._mine, AccountSession.family_id == family_id, AccountSession.ended_at.is_(None)
        )
        self._db.execute(change.values(ended_at=now))

    def end_all(self, customer_id: int, now: datetime, *, but: str = "") -> None:
        """Ends every sign-in of the account, except the family `but`."""
        change = update(AccountSession).where(
            self._mine,
            AccountSession.customer_id == customer_id,
            AccountSession.family_id != but,
            AccountSession.ended_at.is_(None),
        )
        self._db.execute(change.values(ended_at=now))

    def forget_before(self, moment: datetime) -> None:
        """Deletes sign-ins that ended, or ran out, before."""
        gone = or_(AccountSession.ended_at < moment, AccountSession.expires_at < moment)
        self._db.execute(delete(AccountSession).where(self._mine, gone))
