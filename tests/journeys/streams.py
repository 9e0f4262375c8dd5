"""Reads a stream as a browser does: piece by piece, and goes away when it has seen enough."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI


@dataclass
class Heard:
    """What came of asking: the status and the text until then."""

    status: int = 0
    text: str = ""
    arrived: asyncio.Event = field(default_factory=asyncio.Event)


async def listen(
    app: FastAPI,
    path: str,
    headers: dict[str, str],
    meanwhile: Callable[[Heard], Any],
    query: str = "",
) -> Heard:
    """Opens the stream, runs `meanwhile` while it is open, and closes it as a closed tab would."""
    heard, gone = Heard(), asyncio.Event()

    async def receive() -> dict[str, Any]:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            heard.status = message["status"]
        heard.text += message.get("body", b"").decode()
        heard.arrived.set()

    scope = _scope(path, query, headers)
    answering = asyncio.create_task(app(scope, receive, send))  # type: ignore[arg-type]
    await asyncio.wait_for(heard.arrived.wait(), 10)
    if heard.status == 200:
        await meanwhile(heard)
    gone.set()
    await asyncio.wait_for(answering, 10)
    return heard


async def until(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Whether it becomes so in time."""
    for _ in range(int(seconds / 0.02)):
        if condition():
            return True
        await asyncio.sleep(0.02)
    return condition()


def _scope(path: str, query: str, headers: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "https",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
        "client": ("203.0.113.1", 1),
        "server": ("testserver", 443),
    }
