"""Passwords: Argon2id, and the same time spent on unknown users as on wrong guesses."""

import unicodedata
from dataclasses import dataclass
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from app.kernel.errors import InvalidInput

LEAST_CHARACTERS = 8
MOST_CHARACTERS = 1024

# About 100 ms on one core. OWASP's floor (Password Storage Cheat Sheet, read November 2026) is
# m=19456 KiB, t=2, p=1. Raising a value makes `needs_rehash` true for what was stored before.
MEMORY_KIB = 64 * 1024
PASSES = 2
LANES = 1

# Hashes computed at the same time, so that a flood of sign-ins takes 256 MiB at most.
_AT_ONCE = BoundedSemaphore(4)
_hasher = PasswordHasher(
    time_cost=PASSES,
    memory_cost=MEMORY_KIB,
    parallelism=LANES,
    hash_len=RFC_9106_LOW_MEMORY.hash_len,
    salt_len=RFC_9106_LOW_MEMORY.salt_len,
)


class PasswordTooShort(InvalidInput):
    """Fewer than `LEAST_CHARACTERS` characters."""

    code = "auth.password_too_short"
    message_key = "error-password-too-short"


class PasswordTooLong(InvalidInput):
    """More than `MOST_CHARACTERS` characters."""

    code = "auth.password_too_long"
    message_key = "error-password-too-long"


@dataclass(frozen=True, slots=True)
class PasswordCheck:
    """The answer to a guess; `needs_rehash` asks to store a new hash while it can be made."""

    ok: bool
    needs_rehash: bool = False


def hash_password(password: str) -> str:
    """The string to store. Raises PasswordTooShort or PasswordTooLong."""
    if len(password) < LEAST_CHARACTERS:
        raise PasswordTooShort(least=LEAST_CHARACTERS)
    if len(password) > MOST_CHARACTERS:
        raise PasswordTooLong(most=MOST_CHARACTERS)
    with _AT_ONCE:
        return _hasher.hash(_normal(password))


def verify_password(stored_hash: str, password: str) -> PasswordCheck:
    """Whether the password belongs to the hash; raises nothing, also not for a damaged hash."""
    if len(password) > MOST_CHARACTERS:
        return PasswordCheck(ok=False)
    try:
        with _AT_ONCE:
            _hasher.verify(stored_hash, _normal(password))
    except (VerificationError, InvalidHashError):
        return PasswordCheck(ok=False)
    return PasswordCheck(ok=True, needs_rehash=_hasher.check_needs_rehash(stored_hash))


def verify_nobody(password: str) -> PasswordCheck:
    """The check for a user who does not exist: always wrong, after the time a real one takes."""
    if len(password) <= MOST_CHARACTERS:
        with _AT_ONCE:
            _hasher.hash(_normal(password))
    return PasswordCheck(ok=False)


def _normal(password: str) -> bytes:
    """One form for what looks the same, whichever keyboard typed it (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
