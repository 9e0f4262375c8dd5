"""Tokens of accounts: a short-lived one to show, and one to get the next pair with, used once.

A refresh token used again is in somebody else's hands: the sign-in ends, and every access token
with it. Of two uses within `RACE` the later one is taken for the same client asking twice: it is
refused without a new pair, and the sign-in lives.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.kernel.errors import StoaError
from app.kernel.security.opaque import constant_time_equal, new_token, token_digest
from app.kernel.security.tokens import LIFETIME, AccessClaims
from app.modules.customers.models import AccountSession
from app.modules.customers.repositories.session_rows import SessionRows
from app.modules.tenancy.exceptions import RefreshRaced, RefreshRefused
from app.modules.tenancy.services.bearer import token_signer

REFRESH_LIFETIME = timedelta(days=30)
RACE = timedelta(seconds=10)


@dataclass(frozen=True)
class TokenPair:
    """What a client gets; the refresh token is kept nowhere else. Seconds until access expires."""

    customer_id: int
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_in: int


def begin(db: Session, store_id: int, customer_id: int) -> TokenPair:
    """A pair that begins a new sign-in."""
    now, family_id = utc_now(), new_token()
    token = _refresh_token(family_id)
    session = AccountSession(
        store_id=store_id,
        family_id=family_id,
        customer_id=customer_id,
        token_digest=token_digest(token),
        created_at=now,
        refreshed_at=now,
        expires_at=now + REFRESH_LIFETIME,
    )
    SessionRows(db, store_id).add(session)
    return _pair(session, token)


def refresh(store_id: int, token: str) -> TokenPair:
    """The next pair, in a transaction of its own: what a refusal writes must stay.

    Raises:
        RefreshRefused: unknown, of another store, too old, ended, or used before.
        RefreshRaced: used a moment ago.
    """
    with get_database().transaction() as db:
        enter_store(db, store_id)
        outcome = _exchange(db, store_id, token)
    if isinstance(outcome, StoaError):
        raise outcome
    return outcome


def _exchange(db: Session, store_id: int, token: str) -> TokenPair | StoaError:
    now, given = utc_now(), token_digest(token)
    session = SessionRows(db, store_id).lock(token.partition(".")[0])
    if session is None or session.ended_at is not None or session.expires_at <= now:
        return RefreshRefused()
    if not constant_time_equal(given, session.token_digest):
        if given == session.earlier_digest and now - session.refreshed_at <= RACE:
            return RefreshRaced()
        session.ended_at = now
        db.flush()
        return RefreshRefused()
    next_token = _refresh_token(session.family_id)
    session.earlier_digest, session.token_digest = given, token_digest(next_token)
    session.refreshed_at, session.expires_at = now, now + REFRESH_LIFETIME
    db.flush()
    return _pair(session, next_token)


def _refresh_token(family_id: str) -> str:
    """Names its family, so that a copy of a used one is known without keeping all of them."""
    return f"{family_id}.{new_token()}"


def _pair(session: AccountSession, token: str) -> TokenPair:
    claims = AccessClaims.fresh(
        user_id=session.customer_id,
        audience="storefront",
        family_id=session.family_id,
        store_id=session.store_id,
    )
    return TokenPair(
        customer_id=session.customer_id,
        access_token=token_signer().issue_access(claims),
        refresh_token=token,
        expires_in=int(LIFETIME.total_seconds()),
    )


class AccountSessionService:
    """Fulfils the contract `AccountSessions`."""

    def is_signed_in(self, db: Session, store_id: int, account_id: int, family_id: str) -> bool:
        """One look-up; an account's id is its customer's."""
        return SessionRows(db, store_id).is_alive(family_id, account_id, utc_now())


account_sessions = AccountSessionService()
