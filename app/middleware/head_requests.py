"""HEAD wherever there is GET (RFC 9110, section 9.3.2), for caches and for monitors."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class HeadRequestsMiddleware:
    """Asks the application for what GET would answer; the server leaves the body out.

    Routes are made for GET alone, and answered HEAD with 405.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, send)
