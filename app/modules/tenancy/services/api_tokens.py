"""Tokens of API clients: a short-lived one to show, a long-lived one to get the next pair with.

A refresh token works once. Used again, somebody else holds a copy: the family dies, and with it
every access token. Of two uses within `RACE` the later one is taken for the same client asking
twice: it is refused without a new pair, so a thief gains nothing, and the family lives.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.errors import StoaError
from app.kernel.security.opaque import new_token, token_digest
from app.kernel.security.tokens import LIFETIME, AccessClaims, Audience
from app.modules.tenancy.exceptions import RefreshRaced, RefreshRefused
from app.modules.tenancy.infos import PlatformInfo, StoreInfo
from app.modules.tenancy.models import RefreshToken
from app.modules.tenancy.repositories.access_rows import AccessRows
from app.modules.tenancy.repositories.refresh_token_rows import RefreshTokenRows
from app.modules.tenancy.services import audit
from app.modules.tenancy.services.access import Access, Place, access_for
from app.modules.tenancy.services.bearer import token_signer
from app.modules.tenancy.services.user_context import UserContext

REFRESH_LIFETIME = timedelta(days=30)
RACE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What a client gets; the refresh token is kept nowhere else."""

    access_token: str
    refresh_token: str
    expires_in: int
    user: UserContext
    platform: PlatformInfo
    store: StoreInfo | None


def issue(db: Session, access: Access, family_id: str | None = None) -> TokenPair:
    """A pair for the access; without a family it begins a new one."""
    now, refresh_token, user = utc_now(), new_token(), access.user
    family_id = family_id or new_token()
    RefreshTokenRows(db).add(
        RefreshToken(
            token_digest=token_digest(refresh_token),
            family_id=family_id,
            user_id=user.user_id,
            audience=user.audience,
            store_id=user.token_store_id,
            platform_id=user.token_platform_id,
            created_at=now,
            expires_at=now + REFRESH_LIFETIME,
        )
    )
    claims = AccessClaims.fresh(
        user_id=user.user_id,
        audience=cast(Audience, user.audience),
        family_id=family_id,
        store_id=user.token_store_id,
        platform_id=user.token_platform_id,
    )
    return TokenPair(
        access_token=token_signer().issue_access(claims),
        refresh_token=refresh_token,
        expires_in=int(LIFETIME.total_seconds()),
        user=user,
        platform=access.platform,
        store=access.store,
    )


def refresh(refresh_token: str, audience: str, named: Place) -> TokenPair:
    """The next pair, in a transaction of its own: what a refusal writes must stay.

    Raises:
        RefreshRefused: unknown, of another frontend, too old, taken back, or used before.
        RefreshRaced: used a moment ago.
        NoAccess, UnknownStore, UnknownPlatform: the right is gone, or is none at this address.
    """
    with get_database().transaction() as db:
        outcome = _exchange(db, token_digest(refresh_token), audience, named)
    if isinstance(outcome, StoaError):
        raise outcome
    return outcome


def end_family(db: Session, family_id: str) -> None:
    """Take a sign-in back: every token that descends from it."""
    RefreshTokenRows(db).revoke_family(family_id, utc_now())


def _exchange(db: Session, digest: str, audience: str, named: Place) -> TokenPair | StoaError:
    now, rows = utc_now(), RefreshTokenRows(db)
    token = rows.find(digest)
    if token is None or token.audience != audience:
        return RefreshRefused()
    if not rows.is_family_alive(token.family_id, token.user_id):
        return RefreshRefused()
    held = Place(token.store_id, token.platform_id)
    try:
        access = access_for(
            audience, db, token.user_id, held=held, named=named, session_key=token.family_id
        )
    except StoaError as refusal:
        return refusal
    # Whoever comes second waits here for the first, and then finds the token used.
    if not rows.use(digest, now):
        return _refuse_again(db, digest, now)
    return issue(db, access, token.family_id)


def _refuse_again(db: Session, digest: str, now: datetime) -> StoaError:
    """What to answer to a token that was used before or has run out."""
    token = RefreshTokenRows(db).find(digest)
    if token is None or token.used_at is None:
        return RefreshRefused()
    if now - token.used_at <= RACE:
        return RefreshRaced()
    end_family(db, token.family_id)
    person = AccessRows(db, token.user_id).person()
    audit.record(
        db,
        act=audit.TOKEN_REUSED,
        actor=person.name if person else "",
        user_id=token.user_id,
        platform_id=token.platform_id,
        store_id=token.store_id,
        details={"audience": token.audience},
    )
    return RefreshRefused()
