"""A name for each request, in its answer and on each of its log lines."""

from __future__ import annotations

import re
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kernel.logging import bind_request

HEADER = "X-Request-ID"
_ACCEPTED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
# Without letters that are mistaken for digits, so that a person can read an id out.
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


class RequestIdMiddleware:
    """Takes over a well-formed id from the caller, or makes one such as "7f3k-92xa"."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        request_id = given if _ACCEPTED.fullmatch(given) else new_request_id()
        scope.setdefault("state", {})["request_id"] = request_id
        bind_request(request_id)

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        await self._app(scope, receive, send_with_id)


def new_request_id() -> str:
    """Two groups of four letters: 31^8 of them, enough for the log of a few days."""
    text = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{text[:4]}-{text[4:]}"
