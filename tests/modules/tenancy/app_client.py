"""An HTTP client that calls the application in this very process."""

from __future__ import annotations

from typing import Any

import anyio
import httpx


class AppTransport(httpx.BaseTransport):
    """Runs each request to its end in an event loop of its own; a stopped clock stays stopped."""

    def __init__(self, app: Any, address: str) -> None:
        self._inner = httpx.ASGITransport(app, client=(address, 50000))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return anyio.run(self._send, request)

    async def _send(self, request: httpx.Request) -> httpx.Response:
        response = await self._inner.handle_async_request(request)
        content = await response.aread()
        return httpx.Response(response.status_code, headers=response.headers, content=content)


def app_client(app: Any, base_url: str, address: str = "203.0.113.1") -> httpx.Client:
    """A client at an address of the documentation network, keeping cookies, following nothing."""
    return httpx.Client(transport=AppTransport(app, address), base_url=base_url)
