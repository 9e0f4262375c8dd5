"""The application of tenancy, with two platforms and three stores to find."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from app.kernel.database.engine import Database
from tests.modules.tenancy.identity_app import World, make_app, make_world


@pytest.fixture(scope="session")
def app() -> FastAPI:
    return make_app()


@pytest.fixture
def world(committed: Database) -> World:
    return make_world(committed)
