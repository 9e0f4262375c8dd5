"""The whole application with two stores and their teams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.kernel.database.engine import Database
from app.modules.tenancy.services.host_directory import host_directory
from tests.factories import make_member, make_platform, make_store, make_user
from tests.journeys.conftest import app
from tests.modules.tenancy.identity_app import Program, password_hash

__all__ = ["app"]
STORE = "/api/v1/store"


@dataclass
class Team:
    """Calls the API of one store as one of its members; `store_id` is that store."""

    program: Program
    token: str
    store_id: int
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


@pytest.fixture
def teams(app: FastAPI, committed: Database) -> Iterator[Teams]:
    host_directory.forget()
    with committed.transaction() as db:
        platform = make_platform(db, "beta", domain="beta.test")
        mine, other = (make_store(db, code, platforms=[platform]) for code in ("mine", "other"))
        for name, store, role in (
            ("owner", mine, "owner"),
            ("viewer", mine, "viewer"),
            ("neighbour", other, "owner"),
        ):
            user = make_user(db, f"{name}@example.test", password_hash=password_hash())
            make_member(db, store, role, user)
        ids = {"owner": mine.id, "viewer": mine.id, "neighbour": other.id}
        platform_id = platform.id
    program = Program(app)
    signed_in = {
        name: Team(program, program.sign_in("store", name)["access_token"], store_id, platform_id)
        for name, store_id in ids.items()
    }
    yield Teams(**signed_in)
    host_directory.forget()
