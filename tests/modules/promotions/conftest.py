"""The whole application, and for each test two stores with teams in a database that is shared.

Emptying all tables takes longer than most of these tests, so it is done once a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.security.passwords import hash_password
from app.modules.tenancy.services.host_directory import host_directory
from tests.emptying import empty_database
from tests.factories import make_member, make_platform, make_store, make_user
from tests.journeys.conftest import app
from tests.modules.tenancy.identity_app import HERE, PASSWORD, Program

__all__ = ["app"]
STORE = "/api/v1/store"
_numbers = count(1)


@dataclass
class Team:
    """Calls the API of one store, of this id and code, as one of its members."""

    program: Program
    token: str
    store_id: int
    code: str
    platform_id: int

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent["Authorization"] = f"Bearer {self.token}"
        return self.program.client.request(method, f"{STORE}{path}", json=body, headers=sent)


@dataclass
class Teams:
    """Owner and viewer of one store, and the owner of another on the same platform."""

    owner: Team
    viewer: Team
    neighbour: Team


@pytest.fixture(scope="module")
def shared(settings: Settings, database: Database) -> Iterator[Database]:
    """The database for tests of one file that keep to stores of their own."""
    yield database
    empty_database(settings)


@pytest.fixture
def teams(app: FastAPI, shared: Database) -> Teams:
    host_directory.forget()
    number = next(_numbers)
    people = (("owner", "mine", "owner"), ("viewer", "mine", "viewer"), ("next", "other", "owner"))
    with shared.transaction() as db:
        platform = make_platform(db)
        stores = {
            code: make_store(db, f"{code}-{number}", platforms=[platform])
            for code in ("mine", "other")
        }
        places = {code: (store.id, store.code) for code, store in stores.items()}
        hashed = hash_password(PASSWORD)
        for name, code, role in people:
            user = make_user(db, f"{name}-{number}@example.test", password_hash=hashed)
            make_member(db, stores[code], role, user)
        platform_id = platform.id
    program = Program(app, HERE, f"198.51.100.{number % 250 + 1}")
    signed_in = [
        Team(
            program,
            program.sign_in("store", f"{name}-{number}")["access_token"],
            *places[code],
            platform_id,
        )
        for name, code, _ in people
    ]
    return Teams(*signed_in)
