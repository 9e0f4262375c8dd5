"""The whole application, and two teams that call it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.live.hub import change_hub
from app.main import create_app
from tests.modules.taxes.api_team import Teams, make_teams


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[FastAPI]:
    yield create_app()
    change_hub.close()


@pytest.fixture
def teams(committed: Database, app: FastAPI) -> Teams:
    return make_teams(committed, app)
