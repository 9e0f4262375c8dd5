"""One secret in the settings, one independent key per purpose."""

import hashlib
import hmac


def derive_key(secret: str, purpose: str) -> bytes:
    """A 256-bit key for one purpose, the same in every process that has the secret.

    Knowing one derived key tells nothing of the secret or of the others (HMAC-SHA-256 as a
    pseudo-random function). Raises ValueError for an empty secret.
    """
    if not secret:
        raise ValueError("the secret is empty")
    return hmac.new(secret.encode(), f"stoa:{purpose}".encode(), hashlib.sha256).digest()
