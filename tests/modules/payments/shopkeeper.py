"""Whoever calls the API in these tests: members of a store's team, and strangers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

import httpx
from fastapi import FastAPI

from app.kernel.database.engine import Database
from app.modules.tenancy.models import Store
from tests.factories import make_member, make_user
from tests.modules.tenancy.app_client import app_client
from tests.modules.tenancy.identity_app import Program, password_hash

HERE = "https://testserver"
_numbers = count(1)


@dataclass
class Person:
    """A client of the API with a token, or without one; each call has a key of its own."""

    client: httpx.Client
    token: str | None = None

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.client.get(f"/api/v1{path}", headers=self._headers(headers))

    def post(
        self, path: str, body: Any = None, *, key: str | None = None, **headers: str
    ) -> httpx.Response:
        sent = {"Idempotency-Key": key or f"key-{next(_numbers):08}", **headers}
        return self.client.post(f"/api/v1{path}", json=body or {}, headers=self._headers(sent))

    def put(self, path: str, body: Any, **headers: str) -> httpx.Response:
        return self.client.put(f"/api/v1{path}", json=body, headers=self._headers(headers))

    def delete(self, path: str, **headers: str) -> httpx.Response:
        return self.client.delete(f"/api/v1{path}", headers=self._headers(headers))

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return named if self.token is None else {**named, "Authorization": f"Bearer {self.token}"}


def stranger(app: FastAPI) -> Person:
    """Somebody without a token."""
    return Person(app_client(app, HERE))


def member(app: FastAPI, database: Database, store_id: int, role: str = "owner") -> Person:
    """A new member of the store's team, signed in."""
    name = f"{role}-{next(_numbers)}"
    with database.transaction() as db:
        user = make_user(db, f"{name}@example.test", password_hash=password_hash())
        store = db.get(Store, store_id)
        assert store is not None
        make_member(db, store, role, user)
    pair = Program(app).sign_in("store", name)
    return Person(app_client(app, HERE), pair["access_token"])
