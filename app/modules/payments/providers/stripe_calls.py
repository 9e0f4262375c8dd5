"""Stripe's own library, asked with a deadline, its errors told apart by what may have happened."""

from __future__ import annotations

import os
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http.client import HTTPException
from typing import Any

import stripe

from app.modules.payments.providers.provider import Account, Unreachable

TIMEOUT_SECONDS = 10
# Where Stripe is, for tests and stand-ins; the operator's to say, never a store's.
API_BASE = "STOA_PAYMENTS_STRIPE_API_BASE"


class Refused(Exception):
    """Stripe has understood and will not; the message is its code."""


class _HttpClient(stripe.HTTPClient):
    """Asks by the standard library: the library's own client of that kind waits for ever."""

    name = "stoa"

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,  # noqa: ANN401  as the library has it
        *,
        _usage: list[str] | None = None,
    ) -> tuple[Any, int, Mapping[str, str]]:
        data = post_data.encode() if isinstance(post_data, str) else post_data
        asked = urllib.request.Request(  # noqa: S310  Stripe's address or the operator's
            url, data, dict(headers or {}), method=method.upper()
        )
        try:
            with urllib.request.urlopen(asked, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
                return answer.read(), answer.status, _lower(answer.headers)
        except urllib.error.HTTPError as error:
            with error:
                return error.read(), error.code, _lower(error.headers)
        except (OSError, HTTPException) as error:
            raise stripe.APIConnectionError(str(error)) from error  # type: ignore[no-untyped-call]  # the library's

    def close(self) -> None:
        """Every request has a connection of its own."""


def client_of(account: Account) -> stripe.StripeClient:
    """A client in the name of the store's account; it asks once, we ask again ourselves."""
    base = os.environ.get(API_BASE)
    return stripe.StripeClient(
        account.secrets["api_key"],
        base_addresses={"api": base} if base else None,
        http_client=_http_client(),
        max_network_retries=0,
    )


@contextmanager
def errors_told_apart() -> Iterator[None]:
    """Raises Refused for what Stripe turned down, Unreachable for what may have happened.

    A declined card passes: it is an answer. A key that does not fit is nothing that the shopper
    can help: the payment stays open until somebody has put it right or it is given up.
    """
    try:
        yield
    except stripe.CardError:
        raise
    except stripe.InvalidRequestError as error:
        raise Refused(error.code or "invalid_request") from error
    except stripe.StripeError as error:
        raise Unreachable from error


@cache
def _http_client() -> _HttpClient:
    return _HttpClient()


def _lower(headers: Any) -> dict[str, str]:  # noqa: ANN401  of the standard library
    return {name.lower(): value for name, value in headers.items()}
