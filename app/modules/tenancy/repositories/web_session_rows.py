"""Sessions of the pages: statements by the digest of the cookie."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.modules.tenancy.models import WebSession


class WebSessionRows:
    """Reads and writes sessions; whoever holds the cookie is their owner."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def add(self, session: WebSession) -> None:
        self._db.add(session)
        self._db.flush()

    def find_live(self, digest: str, now: datetime) -> WebSession | None:
        """The session, unless it was ended or has run out."""
        return self._db.scalar(
            select(WebSession).where(
                WebSession.token_digest == digest,
                WebSession.ended_at.is_(None),
                WebSession.expires_at > now,
            )
        )

    def prolong(self, digest: str, expires_at: datetime) -> None:
        self._set(digest, expires_at=expires_at)

    def end(self, digest: str, now: datetime) -> None:
        self._set(digest, ended_at=now)

    def _set(self, digest: str, **values: datetime) -> None:
        self._db.execute(
            update(WebSession)
            .where(WebSession.token_digest == digest, WebSession.ended_at.is_(None))
            .values(**values)
            .execution_options(synchronize_session=False)
        )
