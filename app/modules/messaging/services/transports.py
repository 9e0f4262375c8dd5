"""Ways out of the house: an SMTP server, or for development a folder with one file a mail."""

from __future__ import annotations

import os
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from app.kernel.config import Settings
from app.kernel.security.opaque import new_token

SECONDS = 20.0
SUBMISSION_PORT, SMTPS_PORT = 587, 465
PERMANENT = 500


class MailNotSent(Exception):
    """A mail did not go out: a `code` that names nobody, and whether another try can help."""

    def __init__(self, code: str, *, is_final: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.is_final = is_final


class Transport(Protocol):
    """Takes one mail out of the house."""

    def send(self, message: EmailMessage, /) -> None:
        """Returns once somebody else is responsible for the mail. Raises MailNotSent."""
        ...


@dataclass(frozen=True)
class FileTransport:
    """Writes each mail into a folder, for development and tests."""

    folder: Path

    def send(self, message: EmailMessage, /) -> None:
        """The file is whole as soon as it is there; its name sorts by time."""
        stamp = message["Date"].datetime.strftime("%Y%m%d-%H%M%S")
        name = f"{stamp}-{new_token()[:8]}.eml"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = self.folder / f".{name}"
            draft.write_bytes(bytes(message))
            os.replace(draft, self.folder / name)  # noqa: PTH105  `Path.replace` is the same
        except OSError:
            raise MailNotSent("file_not_written") from None


@dataclass(frozen=True)
class SmtpTransport:
    """Hands each mail to one server, encrypted unless its address says `?tls=none`."""

    host: str
    port: int
    encryption: str
    user: str = ""
    password: str = field(default="", repr=False)

    def send(self, message: EmailMessage, /) -> None:
        """A server that refuses recipient or content for good (5xx) makes the failure final.

        Once it took the content, the mail is sent, however it says goodbye.
        """
        try:
            server = self._connected()
            try:
                server.send_message(message)
            finally:
                _part_from(server)
        except smtplib.SMTPRecipientsRefused as refused:
            status = next(iter(refused.recipients.values()), (0, b""))[0]
            raise MailNotSent(f"recipient_{status}", is_final=status >= PERMANENT) from None
        except smtplib.SMTPDataError as refused:
            is_final = refused.smtp_code >= PERMANENT
            raise MailNotSent(f"content_{refused.smtp_code}", is_final=is_final) from None
        except smtplib.SMTPResponseException as refused:
            raise MailNotSent(f"server_{refused.smtp_code}") from None
        except (smtplib.SMTPException, OSError):
            raise MailNotSent("server_unreachable") from None

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.encryption == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        try:
            if self.encryption == "starttls":
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
        except (smtplib.SMTPException, OSError):
            server.close()
            raise
        return server


def _part_from(server: smtplib.SMTP) -> None:
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


class NoTransport:
    """Production without a mail server: nothing goes out, and the outbox says why."""

    def send(self, _message: EmailMessage, /) -> None:
        raise MailNotSent("not_configured")


def transport_of(settings: Settings) -> Transport:
    """The way out that STOA_MAIL_URL names; without one a folder, except in production.

    Raises MailNotSent for an address that names no way.
    """
    if settings.mail_url is None:
        if settings.environment == "production":
            return NoTransport()
        return FileTransport(settings.data_dir / "mail")
    return _named(settings.mail_url.get_secret_value())


def _named(address: str) -> Transport:
    """smtp://user:password@host:587?tls=starttls, smtps://..., or file:///folder."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise MailNotSent("address_not_understood") from None
    if parts.scheme == "file" and parts.path:
        return FileTransport(Path(unquote(parts.path)))
    asked = parse_qs(parts.query).get("tls", ["starttls"])[0]
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise MailNotSent("address_not_understood")
    if asked not in {"starttls", "none"}:
        raise MailNotSent("address_not_understood")
    encryption = "tls" if parts.scheme == "smtps" else asked
    return SmtpTransport(
        host=parts.hostname,
        port=port or (SMTPS_PORT if encryption == "tls" else SUBMISSION_PORT),
        encryption=encryption,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
