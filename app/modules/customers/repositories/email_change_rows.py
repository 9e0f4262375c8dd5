"""Changes of addresses of accounts of one store."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.modules.customers.models import EmailChange


class EmailChangeRows:
    """Reads and writes changes in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._mine = EmailChange.store_id == store_id

    def add(self, change: EmailChange) -> None:
        self._db.add(change)
        self._db.flush()

    def count_since(self, customer_id: int, moment: datetime) -> int:
        """How many the account asked for since."""
        statement = select(func.count()).where(
            self._mine, EmailChange.customer_id == customer_id, EmailChange.created_at > moment
        )
        return self._db.scalar(statement) or 0

    def find(self, digest: str, now: datetime) -> EmailChange | None:
        """The change whose token that is; None when it was made or dropped, or has run out."""
        statement = select(EmailChange).where(
            self._mine,
            EmailChange.token_digest == digest,
            EmailChange.made_at.is_(None),
            EmailChange.expires_at > now,
        )
        return self._db.scalar(statement.execution_options(populate_existing=True))

    def drop_waiting(self, customer_id: int) -> None:
        """The account's changes that were not made cannot be made any more."""
        waiting = delete(EmailChange).where(
            self._mine, EmailChange.customer_id == customer_id, EmailChange.made_at.is_(None)
        )
        self._db.execute(waiting)

    def earlier_addresses(self, customer_id: int) -> dict[str, datetime]:
        """The addresses that the account had, and when it gave each up, for the last time.

        Not those that it only wanted: nobody proved that they are the customer's.
        """
        statement = select(EmailChange.old_email, func.max(EmailChange.made_at)).where(
            self._mine, EmailChange.customer_id == customer_id, EmailChange.made_at.is_not(None)
        )
        rows = self._db.execute(statement.group_by(EmailChange.old_email))
        return {email: until for email, until in rows if until is not None}

    def forget_before(self, moment: datetime) -> None:
        """Deletes changes that were never made and ran out before."""
        old = delete(EmailChange).where(
            self._mine, EmailChange.made_at.is_(None), EmailChange.expires_at < moment
        )
        self._db.execute(old)
