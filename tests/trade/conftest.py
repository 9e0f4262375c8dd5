"""The whole application, with a store that trades."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.live.hub import change_hub
from app.main import create_app
from app.modules.core.services.storefront_memory import shelf
from app.modules.tenancy.services.host_directory import host_directory
from tests.modules.tenancy.app_client import app_client
from tests.trade.market import Place, Shopper, Team, found_store

pytest.register_assert_rewrite(
    *(f"tests.trade.trade_{part}" for part in ("machine", "shoppers", "team", "laws"))
)


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[FastAPI]:
    yield create_app()
    change_hub.close()


@pytest.fixture
def client(app: FastAPI) -> httpx.Client:
    return app_client(app, "https://testserver")


@pytest.fixture
def place(committed: Database) -> Place:
    host_directory.forget()
    shelf.clear()
    return found_store(committed)


@pytest.fixture
def team(client: httpx.Client, place: Place) -> Team:
    return Team.sign_in(client, place)


@pytest.fixture
def shopper(client: httpx.Client, place: Place) -> Shopper:
    return Shopper.at(client, place)
