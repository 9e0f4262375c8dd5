"""How often one client may call the API, told in every answer.

Counted in the memory of each process by a sliding window: no answer waits for a count, and several
processes allow several times as much. Fields as in the IETF draft "RateLimit header fields".
"""

from __future__ import annotations

import hashlib
import math
from typing import NamedTuple

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kernel.clock import utc_now
from app.kernel.config import get_settings
from app.kernel.errors import TooManyAttempts
from app.kernel.http.addresses import household
from app.middleware.context import refuse

WINDOW_SECONDS = 60
TOKENS_OF_ADDRESS = 10


class _Share(NamedTuple):
    """How many calls there are for whom; `policy` is how the answer calls it."""

    policy: str
    whose: str
    calls: RateLimitItemPerMinute


class RateLimitMiddleware:
    """Refuses the calls of a client beyond its share with 429, and says when to come back.

    A client is a token, else an address (of IPv6 the network). All tokens of one address together
    have ten shares: an office has room, and whoever makes tokens up does not get a share for each.
    Pages are not counted: people are slow.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        for share in _shares(scope):
            is_within = self._limiter.hit(share.calls, share.whose)
            if not is_within:
                break
        stats = self._limiter.get_window_stats(share.calls, share.whose)
        wait = math.ceil(stats.reset_time - utc_now().timestamp())
        wait = min(max(wait, 1), WINDOW_SECONDS)
        told = {
            "RateLimit-Policy": f'"{share.policy}";q={share.calls.amount};w={WINDOW_SECONDS}',
            "RateLimit": f'"{share.policy}";r={stats.remaining};t={wait}',
        }

        async def send_with_share(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(told)
            await send(message)

        if is_within:
            await self._app(scope, receive, send_with_share)
            return
        await refuse(TooManyAttempts(retry_after=wait), scope, receive, send_with_share)


def _shares(scope: Scope) -> list[_Share]:
    """The client's own share last; a token is not kept."""
    address = household(scope["client"][0] if scope.get("client") else "")
    calls = get_settings().calls_per_minute
    token = Headers(scope=scope).get("authorization")
    if token is None:
        return [_Share("client", address, RateLimitItemPerMinute(calls))]
    name = hashlib.blake2b(token.encode(), digest_size=16).hexdigest()
    return [
        _Share("address", f"tokens:{address}", RateLimitItemPerMinute(calls * TOKENS_OF_ADDRESS)),
        _Share("client", name, RateLimitItemPerMinute(calls)),
    ]
