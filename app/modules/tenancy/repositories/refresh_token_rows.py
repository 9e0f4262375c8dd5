"""Refresh tokens: statements on the families of one sign-in each."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.modules.tenancy.models import RefreshToken


class RefreshTokenRows:
    """Reads and writes tokens by digest; whoever holds the token is its owner."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def add(self, token: RefreshToken) -> None:
        self._db.add(token)
        self._db.flush()

    def find(self, digest: str) -> RefreshToken | None:
        return self._db.scalar(
            select(RefreshToken)
            .where(RefreshToken.token_digest == digest)
            .execution_options(populate_existing=True)
        )

    def use(self, digest: str, now: datetime) -> bool:
        """Marks the token as used; False when somebody did before, or it is not usable.

        Of two callers at the same time the second waits for the first and gets False.
        """
        used = self._db.execute(
            update(RefreshToken)
            .where(
                RefreshToken.token_digest == digest,
                RefreshToken.used_at.is_(None),
                RefreshToken.revoked_at.is_(None),
                RefreshToken.expires_at > now,
            )
            .values(used_at=now)
            .returning(RefreshToken.token_digest)
            .execution_options(synchronize_session=False)
        )
        return used.one_or_none() is not None

    def is_family_alive(self, family_id: str, user_id: int) -> bool:
        """Whether the family exists and none of its tokens was revoked.

        One revoked token ends all of them, also one added at the same time by somebody else.
        """
        alive = select(func.count() > 0, func.count(RefreshToken.revoked_at) == 0).where(
            RefreshToken.family_id == family_id, RefreshToken.user_id == user_id
        )
        exists, untouched = self._db.execute(alive).one()
        return bool(exists and untouched)

    def revoke_family(self, family_id: str, now: datetime) -> None:
        self._db.execute(
            update(RefreshToken)
            .where(RefreshToken.family_id == family_id, RefreshToken.revoked_at.is_(None))
            .values(revoked_at=now)
            .execution_options(synchronize_session=False)
        )
