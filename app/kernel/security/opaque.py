"""Random tokens that mean nothing by themselves: sessions, refresh tokens, invitations.

The holder keeps the token, the database its digest, so a copy of the database opens no door.
"""

import hashlib
import hmac
import secrets

_TOKEN_BYTES = 32


def new_token() -> str:
    """256 random bits as 43 characters that are safe in URLs and cookies."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def token_digest(token: str) -> str:
    """What is stored and searched for: SHA-256 as 64 hexadecimal digits.

    No salt and no slow hash: 256 random bits cannot be guessed, unlike a password.
    """
    return hashlib.sha256(token.encode()).hexdigest()


def constant_time_equal(first: str, second: str) -> bool:
    """Compare secrets without telling by the time taken how much of them agrees."""
    return hmac.compare_digest(first.encode(), second.encode())
