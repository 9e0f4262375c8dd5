"""The whole application, and worlds that last for one file of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from rich.console import Console

from app.cli.demo.load import load_demo
from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.live import stream
from app.kernel.live.hub import change_hub
from app.main import create_app
from app.modules.tenancy.services.host_directory import host_directory
from tests.emptying import empty_database
from tests.journeys.world import World, is_there, make_world

SCALE = 0.04


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[FastAPI]:
    yield create_app()
    change_hub.close()


@pytest.fixture(scope="module")
def demo(settings: Settings, database: Database) -> Iterator[Database]:
    """The demonstration with few orders; tests only read it."""
    empty_database(settings)
    load_demo(settings, Console(quiet=True), scale=SCALE)
    yield database
    empty_database(settings)


@pytest.fixture
def world(settings: Settings, database: Database) -> Iterator[World]:
    """Stores with marked rows, for tests that change things."""
    empty_database(settings)
    yield make_world(database)
    empty_database(settings)


@pytest.fixture(scope="module")
def standing(settings: Settings) -> Iterator[list[World]]:
    """The world that the tests of one file left standing, once there is one."""
    yield []
    empty_database(settings)


@pytest.fixture
def standing_world(standing: list[World], settings: Settings, database: Database) -> World:
    """The same stores for tests that only read; made anew after a test that had its own world."""
    if not standing or not is_there(database, standing[-1]):
        empty_database(settings)
        standing.append(make_world(database))
    return standing[-1]


@pytest.fixture(autouse=True)
def forget_hosts() -> None:
    """The directory of hosts remembers stores that are gone by now."""
    host_directory.forget()


@pytest.fixture(autouse=True)
def short_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client of these tests reads answers to their end, which a stream has not for long."""
    monkeypatch.setattr(stream, "PACE", stream.Pace(lifetime=0.0))
