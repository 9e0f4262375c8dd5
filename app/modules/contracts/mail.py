"""Mail as other modules see it: letters that go out when, and only when, the change is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Letter:
    """A mail, ready in the reader's language; the same `key` in a store is sent once."""

    key: str
    to: str
    subject: str
    text: str
    html: str | None = None


class Mailer(Protocol):
    """Puts letters of a store into the outbox; the caller is in the store's scope."""

    def send(self, db: Session, store_id: int, letter: Letter) -> None:
        """Keeps the letter in the caller's transaction; a job sends it and tries again."""
        ...


class NoMail:
    """Mail of an installation that sends none."""

    def send(self, db: Session, store_id: int, letter: Letter) -> None:
        """Goes nowhere."""


MAILER: Capability[Mailer] = Capability("messaging.mailer")
