"""The whole application, and for each test two stores of its own in a database that is shared.

Emptying all tables takes longer than most of these tests, so it is done once a file.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.live.hub import change_hub
from app.main import create_app
from app.modules.tenancy.services.host_directory import host_directory
from tests.emptying import empty_database
from tests.modules.customers.storefront import (
    Storefront,
    Team,
    World,
    in_team,
    make_world,
    new_client_address,
)


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[FastAPI]:
    yield create_app()
    change_hub.close()


@pytest.fixture(autouse=True)
def forget_hosts() -> None:
    host_directory.forget()


@pytest.fixture(scope="module")
def shared(settings: Settings, database: Database) -> Iterator[Database]:
    """The database for tests of one file that keep to stores of their own."""
    yield database
    empty_database(settings)


@pytest.fixture
def world(shared: Database) -> World:
    return make_world(shared)


@pytest.fixture
def first(app: FastAPI, shared: Database, world: World) -> Storefront:
    """A visitor of the first store."""
    address = new_client_address()
    return Storefront(app, shared, world.first_code, world.first, address)


@pytest.fixture
def second(app: FastAPI, shared: Database, world: World) -> Storefront:
    """A visitor of the second store, of another merchant on another platform."""
    address = new_client_address()
    return Storefront(app, shared, world.second_code, world.second, address)


@pytest.fixture
def mia(app: FastAPI, world: World) -> Team:
    """A member of the staff of the first store."""
    return in_team(app, world.staff, world.first_code)


@pytest.fixture
def ben(app: FastAPI, world: World) -> Team:
    """The manager of the second store."""
    return in_team(app, world.manager, world.second_code)
