"""Two stores of different merchants with their teams, who use the API."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import httpx
from fastapi import FastAPI

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.tenancy.models import Store
from app.modules.tenancy.services.host_directory import host_directory
from tests.factories import make_member, make_platform, make_store, make_user
from tests.modules.inventory.factories import make_item, make_variants
from tests.modules.tenancy.identity_app import Program, password_hash

API = "/api/v1/store"


@dataclass
class Member:
    """Somebody of a store's team, who signs in when they first ask."""

    program: Program
    name: str

    @cached_property
    def token(self) -> str:
        return str(self.program.sign_in("store", self.name)["access_token"])

    def ask(self, path: str, **query: object) -> httpx.Response:
        return self._send("GET", path, params=query)

    def post(self, path: str, body: object, **headers: str) -> httpx.Response:
        return self._send("POST", path, json=body, headers=headers)

    def patch(self, path: str, body: object, version: int | None) -> httpx.Response:
        return self._send("PATCH", path, json=body, headers=_if_match(version))

    def delete(self, path: str, version: int | None) -> httpx.Response:
        return self._send("DELETE", path, headers=_if_match(version))

    def _send(
        self, method: str, path: str, headers: dict[str, str] | None = None, **options: Any
    ) -> httpx.Response:
        sent = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        return self.program.client.request(method, f"{API}{path}", headers=sent, **options)


@dataclass(frozen=True)
class House:
    """A store with an item of 5 units, one of none, and a variant without an item; its people."""

    database: Database
    store_id: int
    platform_id: int
    items: list[int]
    bare: int
    bare_sku: str
    foreign: int
    owner: Member
    viewer: Member
    stranger: Member


def make_house(app: FastAPI, database: Database) -> House:
    host_directory.forget()
    with database.transaction() as db:
        platform = make_platform(db, "stock-test", domain="stock.test")
        mine, other = (make_store(db, code, platforms=[platform]) for code in ("mine", "other"))
        for name, store, role in (
            ("boss", mine, "owner"),
            ("watcher", mine, "viewer"),
            ("outsider", other, "owner"),
        ):
            person = make_user(db, f"{name}@example.test", password_hash=password_hash())
            make_member(db, store, role, person)
        foreign = make_item(db, other, 7)
        items = [make_item(db, mine, units) for units in (5, 0)]
        bare = make_variants(db, mine)[0]
        store_id, platform_id = mine.id, platform.id
        sku = _sku(db, mine, bare)
    program = Program(app)
    people = [Member(program, name) for name in ("boss", "watcher", "outsider")]
    return House(database, store_id, platform_id, items, bare, sku, foreign, *people)


def _sku(db: Any, store: Store, variant_id: int) -> str:
    from sqlalchemy import text

    enter_store(db, store.id)
    found = db.execute(text("SELECT sku FROM catalog_variant WHERE id = :id"), {"id": variant_id})
    return str(found.scalar_one())


def _if_match(version: int | None) -> dict[str, str]:
    return {} if version is None else {"If-Match": f'"{version}"'}
