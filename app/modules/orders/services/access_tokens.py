"""The secret that opens an order to the guest who placed it."""

from __future__ import annotations

import base64
import hashlib
import hmac

from app.kernel.config import get_settings
from app.kernel.security.keys import derive_key
from app.kernel.security.opaque import constant_time_equal, token_digest


def access_token(store_id: int, number: str) -> str:
    """The token of an order, the same each time: placing again under one key answers the same.

    Derived from the installation's secret; the database keeps the digest only.
    """
    key = derive_key(get_settings().secret_key.get_secret_value(), "orders.access")
    made = hmac.new(key, f"{store_id}:{number}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def opens(token: str | None, digest: str | None) -> bool:
    """Whether the token is the one of this digest."""
    if token is None or digest is None:
        return False
    return constant_time_equal(token_digest(token), digest)
