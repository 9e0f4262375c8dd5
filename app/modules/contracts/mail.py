"""Mail as other modules see it: letters that go out when, and only when, the change is saved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LONGEST_ADDRESS = 254
_LONGEST_LOCAL_PART = 64
_LOCAL_PART = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def mail_address(text: str) -> str:
    """The one form in which an address is kept and compared: trimmed, lower case, ASCII.

    A domain with other letters becomes punycode. What no server tells apart is not told apart here:
    the part before the @ is compared without case. Raises ValueError for what is no address that
    mail reaches: RFC 5321, sections 4.1.2 and 4.5.3.1, without quoted local parts and address
    literals.
    """
    local_part, at, domain = text.strip().lower().rpartition("@")
    domain = _ascii_domain(domain)
    address = f"{local_part}@{domain}"
    if not at or len(address) > LONGEST_ADDRESS or len(local_part) > _LONGEST_LOCAL_PART:
        raise ValueError("is not an e-mail address")
    labels = domain.split(".")
    if len(labels) == 1 or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError("is not an e-mail address")
    if not _LOCAL_PART.fullmatch(local_part):
        raise ValueError("is not an e-mail address")
    return address


def _ascii_domain(domain: str) -> str:
    """The domain in ASCII; itself where that cannot be, for the caller to refuse."""
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


@dataclass(frozen=True)
class Letter:
    """A mail, ready in the reader's language; the same `key` in a store is sent once.

    `to` is what `mail_address` makes. `text` is plain text, its paragraphs parted by empty lines;
    without `html` the mail shows the same text in the house's design. `is_secret` letters (they
    carry a way into an account) are shown to nobody and lose their text once they are sent; two
    days after they were written nothing is known of them any more, so no way of theirs may be good
    for longer. Of other letters the outbox knows for half a year.
    """

    key: str
    to: str
    subject: str
    text: str = field(repr=False)
    html: str | None = field(default=None, repr=False)
    locale: str = "en"
    is_secret: bool = False


class Mailer(Protocol):
    """Puts letters of a store into the outbox; the caller is in the store's scope."""

    def send(self, db: Session, store_id: int, letter: Letter) -> None:
        """Keeps the letter in the caller's transaction; a job sends it and tries again.

        Raises ValueError for an address that is none, or a subject of several lines.
        """
        ...


class NoMail:
    """Mail of an installation that sends none."""

    def send(self, db: Session, store_id: int, letter: Letter) -> None:
        """Goes nowhere."""


MAILER: Capability[Mailer] = Capability("messaging.mailer")
