"""Which providers there are; each is loaded when it is first asked for."""

from __future__ import annotations

import importlib
from functools import cache
from typing import cast

from app.kernel.config import get_settings
from app.modules.payments.providers.provider import Provider

MANUAL, TEST, STRIPE = "manual", "test", "stripe"
_HOME = "app.modules.payments.providers"
_PLACES = {MANUAL: "manual", TEST: "test_bank", STRIPE: "stripe_provider"}


def provider_codes() -> tuple[str, ...]:
    """Those that stores may use; nobody pays make-believe money in production."""
    is_real = get_settings().environment == "production"
    return tuple(code for code in _PLACES if code != TEST or not is_real)


def find_provider(code: str) -> Provider | None:
    """The provider of that code, None where there is none."""
    return provider_of(code) if code in provider_codes() else None


@cache
def provider_of(code: str) -> Provider:
    """The provider. Raises KeyError for a code that there is not.

    Not imported above: the library of a provider that nobody uses takes memory and time.
    """
    return cast("Provider", importlib.import_module(f"{_HOME}.{_PLACES[code]}").provider)
