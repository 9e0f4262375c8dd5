"""Signing in: the password is right, and there is a place that the person may see."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.kernel.security.passwords import (
    LEAST_CHARACTERS,
    hash_password,
    verify_nobody,
    verify_password,
)
from app.modules.tenancy.exceptions import WrongSignIn
from app.modules.tenancy.repositories.sign_in_rows import SignInRows
from app.modules.tenancy.services import audit
from app.modules.tenancy.services.sign_in_throttle import admit
from app.modules.tenancy.services.user_context import UserContext


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody typed, where the request came from, and the browser's device cookie."""

    email: str
    password: str = field(repr=False)
    address: str
    device: str | None = None

    @property
    def account_email(self) -> str:
        """The address as it is stored."""
        return self.email.strip().lower()


def proven_user_id(db: Session, credentials: Credentials) -> int:
    """The user whom the password proves.

    Unknown, locked out and wrong take the same time and give the same answer. No connection is
    held while the slow hash is computed. A hash of weaker parameters is replaced on the way.

    Raises:
        TooManyAttempts: the guess was not evaluated.
        WrongSignIn: it was, and it is wrong.
    """
    guess = admit(credentials.account_email, credentials.address, credentials.device)
    account = guess.account
    # An account that has no password yet must not answer faster than the others.
    if account is None or not account.has_password:
        verify_nobody(credentials.password)
        raise WrongSignIn
    check = verify_password(account.password_hash, credentials.password)
    if not check.ok or not account.is_active:
        raise WrongSignIn
    rows = SignInRows(db)
    rows.prove_right(guess.attempt_id)
    if check.needs_rehash and len(credentials.password) >= LEAST_CHARACTERS:
        rows.set_password_hash(account.user_id, hash_password(credentials.password))
    return account.user_id


def record_sign_in(db: Session, user: UserContext, by: str) -> None:
    """Remember who came in, where, and by which door ("page" or "api")."""
    _record(db, user, audit.SIGNED_IN, by)


def record_sign_out(db: Session, user: UserContext, by: str) -> None:
    """Remember who left, where, and by which door ("page" or "api")."""
    _record(db, user, audit.SIGNED_OUT, by)


def _record(db: Session, user: UserContext, act: str, by: str) -> None:
    audit.record(
        db,
        act=act,
        actor=user.name,
        user_id=user.user_id,
        platform_id=user.token_platform_id,
        store_id=user.token_store_id,
        details={"audience": user.audience, "by": by},
    )
