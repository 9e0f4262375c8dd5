"""A store that sells over the API: its team's client and its shoppers'."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI

from app.kernel.database.engine import Database
from app.modules.core.services.storefront_memory import shelf
from app.modules.tenancy.services.host_directory import host_directory
from tests.factories import make_member, make_platform, make_store, make_user
from tests.modules.tenancy.app_client import app_client
from tests.modules.tenancy.identity_app import HERE, Program, password_hash


@dataclass
class Selling:
    """Two stores on one platform; the team calls as the owner of the first one."""

    app: FastAPI
    database: Database
    platform: int
    store: int
    other: int
    tokens: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client = app_client(self.app, HERE)

    def team(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        who: str = "owner",
        **headers: str,
    ) -> httpx.Response:
        """A call of the store's team; headers are given with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent["Authorization"] = f"Bearer {self._token(who)}"
        address = f"/api/v1/store{path}"
        if body is None:
            return self.client.request(method, address, headers=sent)
        return self.client.request(method, address, headers=sent, json=body)

    def done(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        """The answer of a call that succeeds."""
        answer = self.team(method, path, body, **headers)
        assert answer.status_code < 300, answer.text
        return answer.json()

    def shop(self, path: str, *, store: str = "one", **headers: str) -> httpx.Response:
        """A shopper's look at the storefront."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(f"/stores/{store}/api/v1/storefront{path}", headers=sent)

    def seen(self, path: str, **headers: str) -> Any:
        """What a shopper sees."""
        answer = self.shop(path, **headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def product(self, title: str = "Red chair", **values: object) -> Any:
        """A product at 19.99 EUR that is published."""
        variants = [{"sku": title, "prices": [euro(1999)]}]
        body = {"title": title, "published_at": "2024-01-01T00:00:00Z", "variants": variants}
        return self.done("POST", "/products", {**body, **values})

    def _token(self, who: str) -> str:
        if who not in self.tokens:
            pair = Program(self.app).sign_in("store", who)
            self.tokens[who] = pair["access_token"]
        return self.tokens[who]


def euro(amount_minor: int | None, **values: object) -> dict[str, object]:
    """A price in euro."""
    return {"currency": "EUR", "amount_minor": amount_minor, **values}


def open_stores(app: FastAPI, database: Database) -> Selling:
    """Stores "one" and "two"; "owner" and "viewer" work in the first, "stranger" in the second."""
    host_directory.forget()
    shelf.clear()
    with database.transaction() as db:
        platform = make_platform(db, "alpha", domain="alpha.test")
        one, two = (make_store(db, code, platforms=[platform]) for code in ("one", "two"))
        for name, store, role in (
            ("owner", one, "owner"),
            ("viewer", one, "viewer"),
            ("stranger", two, "owner"),
        ):
            person = make_user(db, f"{name}@example.test", password_hash=password_hash())
            make_member(db, store, role, person)
        return Selling(app, database, platform.id, one.id, two.id)
