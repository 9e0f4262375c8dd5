"""Accounts of shoppers as sign-in checks see them: whether a sign-in still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class AccountSessions(Protocol):
    """Knows who is signed in to one store; the caller is in the store's scope."""

    def is_signed_in(self, db: Session, store_id: int, account_id: int, family_id: str) -> bool:
        """Whether the sign-in that a token descends from still holds for the account."""
        ...


ACCOUNT_SESSIONS: Capability[AccountSessions] = Capability("accounts.sessions")
