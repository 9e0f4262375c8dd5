"""How often somebody may guess: ten times per account in ten minutes, fifty times per address.

A guess is written down before it is evaluated, in a transaction of its own, so neither parallel
guesses nor the roll-back of a refused request escape the count. A browser that its owner signed in
with before counts by itself: whoever guesses from elsewhere cannot lock him out.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.kernel.clock import utc_now
from app.kernel.config import get_settings
from app.kernel.database.engine import get_database
from app.kernel.errors import TooManyAttempts
from app.kernel.http.addresses import household
from app.kernel.security.keys import derive_key
from app.kernel.security.opaque import constant_time_equal, new_token
from app.modules.tenancy.repositories.sign_in_rows import Account, SignInRows

GUESSES_PER_ACCOUNT = 10
GUESSES_PER_ADDRESS = 50
WINDOW = timedelta(minutes=10)
KEPT_FOR = timedelta(days=1)
DEVICE_LIFETIME = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Guess:
    """A guess that may be evaluated, and the account it is about (None when there is none)."""

    attempt_id: int
    account: Account | None


def admit(email: str, address: str, device: str | None) -> Guess:
    """Write the guess down and look the account up, in one short transaction of its own.

    `device` is the device cookie, if any. Raises TooManyAttempts with the seconds to wait.
    """
    now = utc_now()
    name = _device_name(email, device)
    account_key = _digest(f"device:{email}:{name}" if name else f"account:{email}")
    address_key = _digest(f"address:{household(address)}")
    with get_database().transaction() as db:
        rows = SignInRows(db)
        rows.lock([account_key] if name else [account_key, address_key])
        rows.forget_guesses(account=account_key, address=address_key, before=now - KEPT_FOR)
        since = now - WINDOW
        _check(rows.wrong_guesses(account=account_key, since=since), GUESSES_PER_ACCOUNT, now)
        if not name:
            there = rows.wrong_guesses_from(address=address_key, since=since)
            _check(there, GUESSES_PER_ADDRESS, now)
        attempt_id = rows.add_guess(account=account_key, address=address_key, at=now)
        return Guess(attempt_id, rows.account(email))


def new_device(email: str) -> str:
    """The cookie for the browser of somebody who has just signed in; good for this account only."""
    name = new_token()
    return f"{name}.{_digest(f'mark:{email}:{name}')}"


def _check(guesses: Sequence[datetime], most: int, now: datetime) -> None:
    if len(guesses) >= most:
        # The next one is free when the oldest of the latest `most` has left the window.
        wait = guesses[most - 1] + WINDOW - now
        raise TooManyAttempts(retry_after=max(1, int(wait.total_seconds()) + 1))


def _device_name(email: str, device: str | None) -> str:
    """The name in a genuine device cookie of this account, else nothing."""
    name, _, mark = (device or "").partition(".")
    is_genuine = bool(name) and constant_time_equal(mark, _digest(f"mark:{email}:{name}"))
    return name if is_genuine else ""


def _digest(text: str) -> str:
    """A keyed digest, so that the table of guesses names nobody."""
    key = derive_key(get_settings().secret_key.get_secret_value(), "sign-in-throttle")
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
