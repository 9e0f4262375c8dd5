"""Lets the scripts of other sites call the storefront's API, and nothing else."""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from app.kernel.config import get_settings

STOREFRONT_API = "/api/v1/storefront/"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
ASKED = (
    "Accept-Language",
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "If-None-Match",
    "X-Order-Token",
)
TOLD = (
    "ETag",
    "Idempotent-Replayed",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "X-Request-ID",
)
# The longest that browsers keep the answer to "may I?".
KEPT_SECONDS = 7200


class CrossOriginMiddleware:
    """Cross-origin resource sharing for shops that are pages of another site.

    Without credentials: that API reads no cookie, so a foreign page can do with it what any program
    can. `STOA_STOREFRONT_ORIGINS` names the sites that may, all when it is not set.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._shared = CORSMiddleware(
            app,
            allow_origins=get_settings().storefront_origins,
            allow_methods=METHODS,
            allow_headers=ASKED,
            expose_headers=TOLD,
            max_age=KEPT_SECONDS,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_shared = scope["type"] == "http" and STOREFRONT_API in scope["path"]
        await (self._shared if is_shared else self._app)(scope, receive, send)
