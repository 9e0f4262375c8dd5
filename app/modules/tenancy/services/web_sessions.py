"""Sessions of people who use the pages: opened, prolonged by use, moved, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.security.opaque import new_token, token_digest
from app.modules.tenancy.exceptions import SessionEnded
from app.modules.tenancy.models import WebSession
from app.modules.tenancy.repositories.web_session_rows import WebSessionRows
from app.modules.tenancy.services.access import Access, Place, access_for

IDLE_LIFETIME = timedelta(hours=12)
FULL_LIFETIME = timedelta(days=30)
# A session is written to at most once in this time, however many pages are opened.
PROLONGED_EVERY = timedelta(minutes=15)
_LONGEST_COOKIE = 200


@dataclass(frozen=True, slots=True)
class SignedInSession:
    """A live session: whose, in which frontend, and what it has in view."""

    user_id: int
    audience: str
    place: Place
    session_key: str
    began_at: datetime


def find_session(db: Session, cookie: str | None) -> SignedInSession:
    """The session of the cookie, prolonged. Raises SessionEnded for anything else."""
    if not cookie or len(cookie) > _LONGEST_COOKIE:
        raise SessionEnded
    now, rows = utc_now(), WebSessionRows(db)
    found = rows.find_live(token_digest(cookie), now)
    if found is None:
        raise SessionEnded
    until = min(now + IDLE_LIFETIME, found.created_at + FULL_LIFETIME)
    if until - found.expires_at >= PROLONGED_EVERY:
        rows.prolong(found.token_digest, until)
    return SignedInSession(
        user_id=found.user_id,
        audience=found.audience,
        place=Place(found.store_id, found.platform_id),
        session_key=found.token_digest,
        began_at=found.created_at,
    )


def access_of_session(db: Session, session: SignedInSession, named: Place) -> Access:
    """What the session may see now. Raises what `access_for` raises."""
    return access_for(
        session.audience,
        db,
        session.user_id,
        held=session.place,
        named=named,
        session_key=session.session_key,
    )


def open_session(db: Session, access: Access, *, began_at: datetime | None = None) -> str:
    """A new session; the answer is the value of its cookie, which is kept nowhere.

    `began_at` carries the age over when a session replaces another of the same sign-in.
    """
    now, token = utc_now(), new_token()
    began_at = began_at or now
    WebSessionRows(db).add(
        WebSession(
            token_digest=token_digest(token),
            user_id=access.user.user_id,
            audience=access.user.audience,
            store_id=access.user.token_store_id,
            platform_id=access.user.token_platform_id,
            created_at=began_at,
            expires_at=min(now + IDLE_LIFETIME, began_at + FULL_LIFETIME),
        )
    )
    return token


def end_session(db: Session, cookie: str | None) -> None:
    """End the session of the cookie, if there is one."""
    if cookie and len(cookie) <= _LONGEST_COOKIE:
        WebSessionRows(db).end(token_digest(cookie), utc_now())
