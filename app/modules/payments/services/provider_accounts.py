"""In whose name a provider is asked: a store's settings from its rows, its secrets from outside.

Secrets never enter the database. The operator gives them to the processes as variables of the
environment that are bound to one store, so that no store can name another's:
`STOA_PAYMENTS_STORE_12_STRIPE_API_KEY`, where 12 is the store's id. The make-believe bank has none
of its own: its key follows from the installation's.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from app.kernel.config import get_settings
from app.kernel.security.keys import derive_key
from app.modules.payments.providers.directory import TEST
from app.modules.payments.providers.provider import Account, Provider

WEBHOOK_SECRET = "webhook_secret"  # noqa: S105  a name


def account_of(store_id: int, provider: Provider, settings: Mapping[str, str]) -> Account:
    """The account of the store with this provider; what is missing is missing."""
    return Account(store_id, dict(settings), _secrets(store_id, provider))


def is_ready(store_id: int, provider: Provider) -> bool:
    """Whether every secret that the provider needs is there."""
    return not missing_secrets(store_id, provider)


def missing_secrets(store_id: int, provider: Provider) -> list[str]:
    """The variables that the operator still has to set."""
    known = _secrets(store_id, provider)
    return [
        variable_of(store_id, provider.code, name)
        for name in provider.secret_names
        if not known.get(name)
    ]


def variable_of(store_id: int, provider: str, name: str) -> str:
    """The variable of the environment that holds a secret of a store."""
    return f"STOA_PAYMENTS_STORE_{store_id}_{provider}_{name}".upper()


def _secrets(store_id: int, provider: Provider) -> dict[str, str]:
    if provider.code == TEST:
        secret = get_settings().secret_key.get_secret_value()
        return {WEBHOOK_SECRET: derive_key(secret, f"payments-test-bank:{store_id}").hex()}
    return {
        name: os.environ.get(variable_of(store_id, provider.code, name), "")
        for name in provider.secret_names
    }
