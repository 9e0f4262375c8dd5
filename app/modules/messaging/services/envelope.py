"""Makes a mail of a letter: headers that carry nothing foreign, text, and the same in the design.

The Message-ID comes from store and key, so a receiver recognises a mail that was handed over twice.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.kernel.config import get_settings

_TEMPLATES = Path(__file__).parent.parent / "templates"
_LINK = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True)
class Contents:
    """What a mail is made of; `store_name` stands as the sender's name."""

    store_id: int
    key: str
    recipient: str
    subject: str
    text: str
    html: str | None
    locale: str
    store_name: str


def message_of(contents: Contents, at: datetime) -> EmailMessage:
    """The mail, as it is handed over at the moment."""
    sender = _sender_address()
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(_one_line(contents.store_name), addr_spec=sender)
    message["To"] = Address(addr_spec=contents.recipient)
    message["Subject"] = _one_line(contents.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{_name_of(contents)}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(contents.text)
    message.add_alternative(contents.html or _designed(contents), subtype="html")
    message["Content-Language"] = contents.locale
    return message


def _sender_address() -> str:
    """The address in STOA_MAIL_FROM; its name gives way to the store's."""
    return parseaddr(get_settings().mail_from)[1]


def _name_of(contents: Contents) -> str:
    digest = hashlib.sha256(f"{contents.store_id}:{contents.key}".encode())
    return digest.hexdigest()[:40]


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _designed(contents: Contents) -> str:
    paragraphs = [
        [_pieces(line) for line in part.splitlines()]
        for part in re.split(r"\n\s*\n", contents.text.strip())
    ]
    return (
        _environment()
        .get_template("letter.html")
        .render(
            locale=contents.locale,
            subject=contents.subject,
            store_name=contents.store_name,
            paragraphs=paragraphs,
        )
    )


def _pieces(line: str) -> list[tuple[str, bool]]:
    """The line cut into plain text and links, in order; True marks a link."""
    pieces, end = [], 0
    for found in _LINK.finditer(line):
        pieces += [(line[end : found.start()], False), (found[0], True)]
        end = found.end()
    return [*pieces, (line[end:], False)]


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
