"""The world of the identity tests, and clients in it."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from app.kernel.database.engine import Database
from tests.modules.tenancy.identity_app import Browser, Program, World, make_app, make_world


@pytest.fixture(scope="session")
def app() -> FastAPI:
    return make_app()


@pytest.fixture
def world(committed: Database) -> World:
    return make_world(committed)


@pytest.fixture
def browser(app: FastAPI, world: World) -> Browser:
    return Browser(app)


@pytest.fixture
def program(app: FastAPI, world: World) -> Program:
    return Program(app)
