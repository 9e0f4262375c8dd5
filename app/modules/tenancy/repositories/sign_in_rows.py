"""What signing in reads and writes: guesses, and the password of the account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from app.modules.tenancy.models import SignInAttempt, User


@dataclass(frozen=True, slots=True)
class Account:
    """A user as signing in sees him."""

    user_id: int
    name: str
    password_hash: str
    is_active: bool

    @property
    def has_password(self) -> bool:
        """Whether what is stored is a hash at all."""
        return self.password_hash.startswith("$argon2")


class SignInRows:
    """Guesses by keyed digests of account and address, and accounts by e-mail address."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def lock(self, names: Sequence[str]) -> None:
        """Let callers with one of these names in common wait for each other until they commit."""
        for key in sorted(int(name[:15], 16) for name in names):
            self._db.execute(select(func.pg_advisory_xact_lock(key)))

    def wrong_guesses(self, *, account: str, since: datetime) -> list[datetime]:
        """Moments of the guesses at an account that did not succeed, the latest first."""
        return self._moments(SignInAttempt.account == account, since)

    def wrong_guesses_from(self, *, address: str, since: datetime) -> list[datetime]:
        """Moments of the guesses from an address that did not succeed, the latest first."""
        return self._moments(SignInAttempt.address == address, since)

    def add_guess(self, *, account: str, address: str, at: datetime) -> int:
        """A guess, wrong until proven right; the answer is its id."""
        attempt = SignInAttempt(account=account, address=address, attempted_at=at)
        self._db.add(attempt)
        self._db.flush()
        return attempt.id

    def prove_right(self, attempt_id: int) -> None:
        self._db.execute(
            update(SignInAttempt).where(SignInAttempt.id == attempt_id).values(is_success=True)
        )

    def forget_guesses(self, *, account: str, address: str, before: datetime) -> None:
        """Drop what no longer counts of this account and address."""
        mine = or_(SignInAttempt.account == account, SignInAttempt.address == address)
        self._db.execute(delete(SignInAttempt).where(mine, SignInAttempt.attempted_at < before))

    def account(self, email: str) -> Account | None:
        """The user of that address, which is in lower case."""
        statement = select(User.id, User.name, User.password_hash, User.is_active)
        row = self._db.execute(statement.where(User.email == email)).one_or_none()
        return None if row is None else Account(*row)

    def set_password_hash(self, user_id: int, password_hash: str) -> None:
        self._db.execute(update(User).where(User.id == user_id).values(password_hash=password_hash))

    def set_locale(self, user_id: int, locale: str) -> None:
        self._db.execute(update(User).where(User.id == user_id).values(locale=locale))

    def _moments(self, where: ColumnElement[bool], since: datetime) -> list[datetime]:
        statement = (
            select(SignInAttempt.attempted_at)
            .where(where, ~SignInAttempt.is_success, SignInAttempt.attempted_at > since)
            .order_by(SignInAttempt.attempted_at.desc())
        )
        return list(self._db.scalars(statement))
