"""Requests take turns at the database, so that none holds a connection and waits for a thread."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Annotated, Any

import pytest
from fastapi import Depends, FastAPI
from httpx import ASGITransport, AsyncClient

from app.kernel.database import session
from app.kernel.database.session import MOST_AT_ONCE, get_db

VISITORS = 60


class Connections:
    """Stands for the database: counts the sessions that are open at once."""

    def __init__(self) -> None:
        self.open = self.most = 0
        self._lock = Lock()

    @contextmanager
    def transaction(self) -> Iterator[object]:
        with self._lock:
            self.open += 1
            self.most = max(self.most, self.open)
        yield object()
        with self._lock:
            self.open -= 1


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> Connections:
    found = Connections()
    monkeypatch.setattr(session, "get_database", lambda: found)
    return found


def visit_at_once() -> list[int]:
    app = FastAPI()

    @app.get("/")
    def read(_db: Annotated[Any, Depends(get_db, scope="function")]) -> str:
        time.sleep(0.005)
        return "read"

    async def visit() -> list[int]:
        async with AsyncClient(transport=ASGITransport(app), base_url="http://stoa.test") as client:
            answers = await asyncio.gather(*(client.get("/") for _ in range(VISITORS)))
        return [answer.status_code for answer in answers]

    return asyncio.run(visit())


def test_no_more_than_so_many_have_a_session_at_once(connections: Connections) -> None:
    assert visit_at_once() == [200] * VISITORS
    assert (connections.open, 1 < connections.most <= MOST_AT_ONCE) == (0, True)


def test_without_turns_there_would_be_more(
    connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control."""
    monkeypatch.setattr(session, "MOST_AT_ONCE", VISITORS)
    assert visit_at_once() == [200] * VISITORS
    assert connections.most > MOST_AT_ONCE
