"""The whole application, and the teams of two stores that call its API."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from app.kernel.database.engine import Database
from tests.journeys.conftest import app
from tests.modules.inventory.team import House, make_house

__all__ = ["app", "house"]


@pytest.fixture
def house(app: FastAPI, committed: Database) -> House:
    return make_house(app, committed)
