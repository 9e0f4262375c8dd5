"""A server with one stream that never ends by itself; run as a program with a port."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.kernel.live.ending import called_when_ending
from app.kernel.live.stream import ChangeStream
from tests.kernel.live.test_hub import DeafHub


def main(port: int, *, notices: bool) -> None:
    """Serves until the process is ended; without `notices` nobody lets the stream go."""
    hub = DeafHub()

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        with called_when_ending(hub.end_all if notices else lambda: None):
            yield

    async def events(_request: Request) -> Response:
        return ChangeStream([1], None, lambda: True, hub=hub).response()

    app = Starlette(routes=[Route("/events", events)], lifespan=lifespan)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", timeout_graceful_shutdown=8)


if __name__ == "__main__":
    main(int(sys.argv[1]), notices=sys.argv[2] == "notices")
