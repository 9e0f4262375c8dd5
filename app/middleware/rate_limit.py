"""How often one client may call the API, told in every answer.

Counted in the memory of each process by a sliding window: no answer waits for a count, and several
processes allow several times as much. Fields as in the IETF draft "RateLimit header fields".
"""

from __future__ import annotations

import hashlib
import ipaddress
import math

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kernel.clock import utc_now
from app.kernel.config import get_settings
from app.kernel.errors import TooManyAttempts
from app.middleware.context import refuse

WINDOW_SECONDS = 60
_NETWORK_BITS = 64


class RateLimitMiddleware:
    """Refuses the calls of a client beyond its share with 429, and says when to come back.

    A client is a token, else an address (of IPv6 the network). Pages are not counted: people are
    slow.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        share = RateLimitItemPerMinute(get_settings().calls_per_minute)
        client = _client(scope)
        is_within = self._limiter.hit(share, client)
        stats = self._limiter.get_window_stats(share, client)
        wait = math.ceil(stats.reset_time - utc_now().timestamp())
        wait = min(max(wait, 1), WINDOW_SECONDS)
        told = {
            "RateLimit-Policy": f'"client";q={share.amount};w={WINDOW_SECONDS}',
            "RateLimit": f'"client";r={stats.remaining};t={wait}',
        }

        async def send_with_share(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(told)
            await send(message)

        if is_within:
            await self._app(scope, receive, send_with_share)
            return
        await refuse(TooManyAttempts(retry_after=wait), scope, receive, send_with_share)


def _client(scope: Scope) -> str:
    """A short name for the caller; a token is not kept."""
    token = Headers(scope=scope).get("authorization")
    if token is not None:
        return hashlib.blake2b(token.encode(), digest_size=16).hexdigest()
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:  # noqa: PLR2004
        return host
    return str(ipaddress.ip_network(f"{host}/{_NETWORK_BITS}", strict=False))
