"""The whole application with a store that sells."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.live.hub import change_hub
from app.main import create_app
from tests.modules.catalog.selling import Selling, open_stores


@pytest.fixture(scope="session")
def whole_app(settings: Settings) -> Iterator[FastAPI]:
    yield create_app()
    change_hub.close()


@pytest.fixture
def selling(whole_app: FastAPI, committed: Database) -> Selling:
    return open_stores(whole_app, committed)
