"""Ways to new passwords in one store."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.orm import Session

from app.modules.customers.models import PasswordReset


class PasswordResetRows:
    """Reads and writes resets in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._mine = PasswordReset.store_id == store_id

    def add(self, reset: PasswordReset) -> None:
        self._db.add(reset)
        self._db.flush()

    def count_since(self, customer_id: int, moment: datetime) -> int:
        """How many were mailed to the account since."""
        statement = select(func.count()).where(
            self._mine,
            PasswordReset.customer_id == customer_id,
            PasswordReset.created_at > moment,
        )
        return self._db.scalar(statement) or 0

    def owner(self, digest: str, now: datetime) -> int | None:
        """The customer whose token that is; None when it is not good."""
        return self._db.scalar(select(PasswordReset.customer_id).where(self._good(digest, now)))

    def use(self, digest: str, now: datetime) -> bool:
        """The token is used from now on; False when it is not good."""
        change = update(PasswordReset).where(self._good(digest, now)).values(used_at=now)
        return self._db.scalar(change.returning(PasswordReset.id)) is not None

    def use_all(self, customer_id: int, now: datetime) -> None:
        """No token that was mailed to the account so far is good any more."""
        change = update(PasswordReset).where(
            self._mine, PasswordReset.customer_id == customer_id, PasswordReset.used_at.is_(None)
        )
        self._db.execute(change.values(used_at=now))

    def _good(self, digest: str, now: datetime) -> ColumnElement[bool]:
        return and_(
            self._mine,
            PasswordReset.token_digest == digest,
            PasswordReset.used_at.is_(None),
            PasswordReset.expires_at > now,
        )

    def forget_before(self, moment: datetime) -> None:
        self._db.execute(delete(PasswordReset).where(self._mine, PasswordReset.expires_at < moment))
