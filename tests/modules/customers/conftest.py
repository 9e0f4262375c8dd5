"""The whole application, with people and stores in it, and passwords that are hashed quickly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.live.hub import change_hub
from app.kernel.security import passwords
from app.main import create_app
from app.modules.tenancy.services.host_directory import host_directory
from tests.modules.customers.storefront import Storefront, Team, in_team
from tests.modules.tenancy.identity_app import World, make_world


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[FastAPI]:
    yield create_app()
    change_hub.close()


@pytest.fixture(autouse=True)
def forget_hosts() -> None:
    host_directory.forget()


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What these tests prove does not depend on how long hashing takes."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))


@pytest.fixture
def world(committed: Database) -> World:
    return make_world(committed)


@pytest.fixture
def first(app: FastAPI, committed: Database, world: World) -> Storefront:
    """A visitor of the store "first"."""
    return Storefront(app, committed, "first", world.first)


@pytest.fixture
def second(app: FastAPI, committed: Database, world: World) -> Storefront:
    """A visitor of the store "second", of another merchant on another platform."""
    return Storefront(app, committed, "second", world.second)


@pytest.fixture
def ben(app: FastAPI, world: World) -> Team:
    """The manager of "second"."""
    assert world.second
    return in_team(app, "ben", "second")


@pytest.fixture
def mia(app: FastAPI, world: World) -> Team:
    """A member of the staff of "first"."""
    assert world.first
    return in_team(app, "mia", "first")
