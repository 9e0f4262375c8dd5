"""Signed messages: `t=<seconds>,v1=<hex>` over "<seconds>.<body>", HMAC-SHA-256, five minutes.

The form is the one that Stripe documents (docs.stripe.com/webhooks/signature, November 2026), so
that the test provider's messages are checked in the same way as real ones.
"""

from __future__ import annotations

import hashlib
import hmac

from app.kernel.clock import utc_now
from app.modules.payments.providers.provider import BadSignature

TOLERANCE_SECONDS = 300


def sign(secret: str, body: bytes, *, at: int | None = None) -> str:
    """The header for a message sent now, or at that second of Unix time."""
    moment = int(utc_now().timestamp()) if at is None else at
    return f"t={moment},v1={_digest(secret, moment, body)}"


def check(secret: str, header: str, body: bytes) -> None:
    """Raises BadSignature unless one of the header's signatures is ours and it is fresh."""
    parts = [part.partition("=") for part in header.split(",")]
    stamps = [value for name, _, value in parts if name.strip() == "t"]
    given = [value.strip() for name, _, value in parts if name.strip() == "v1"]
    if not secret or len(stamps) != 1 or not (stamps[0].isascii() and stamps[0].isdecimal()):
        raise BadSignature
    if len(stamps[0]) > len("9999999999"):
        raise BadSignature
    expected = _digest(secret, int(stamps[0]), body).encode()
    if not any(hmac.compare_digest(expected, value.encode()) for value in given):
        raise BadSignature
    if abs(utc_now().timestamp() - int(stamps[0])) > TOLERANCE_SECONDS:
        raise BadSignature


def _digest(secret: str, moment: int, body: bytes) -> str:
    signed = str(moment).encode() + b"." + body
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
