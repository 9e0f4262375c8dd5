"""Members of two stores' teams who call the whole application's API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import FastAPI

from app.kernel.database.engine import Database
from app.modules.tenancy.services.host_directory import host_directory
from tests.factories import make_member, make_platform, make_store, make_user
from tests.modules.tenancy.identity_app import HERE, Program, password_hash


@dataclass
class Member:
    """Somebody who signs in to the store frontend when first needed; nobody without a name."""

    app: FastAPI
    name: str | None = None
    token: str | None = None

    def ask(
        self, method: str, path: str, body: Any = None, *, version: int | None = None, **more: str
    ) -> httpx.Response:
        """Call the store's API; `version` becomes If-Match, `more` headers with dashes."""
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        if self.name is not None and self.token is None:
            self.token = Program(self.app).sign_in("store", self.name)["access_token"]
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        client = Program(self.app, HERE).client
        return client.request(method, f"/api/v1/store{path}", json=body, headers=headers)

    def pages(self, path: str, limit: int) -> list[list[Any]]:
        """The items of every page of a list."""
        found: list[list[Any]] = []
        cursor: str | None = ""
        while cursor is not None:
            more = f"&cursor={cursor}" if cursor else ""
            joint = "&" if "?" in path else "?"
            answer = self.ask("GET", f"{path}{joint}limit={limit}{more}").json()
            found.append(answer["items"])
            cursor = answer["next_cursor"]
        return found


@dataclass(frozen=True)
class Teams:
    """An owner and a viewer of "here", the owner of "there", and a stranger."""

    owner: Member
    viewer: Member
    other: Member
    stranger: Member
    store_id: int
    other_id: int
    platform_id: int


def make_teams(database: Database, app: FastAPI) -> Teams:
    host_directory.forget()
    with database.transaction() as db:
        platform = make_platform(db, "alpha", domain="alpha.test")
        here = make_store(db, "here", platforms=[platform])
        there = make_store(db, "there", platforms=[platform])
        for name, store, role in (
            ("ana", here, "owner"),
            ("vic", here, "viewer"),
            ("ben", there, "owner"),
        ):
            person = make_user(db, f"{name}@example.test", password_hash=password_hash())
            make_member(db, store, role, person)
        ids = (here.id, there.id, platform.id)
    return Teams(Member(app, "ana"), Member(app, "vic"), Member(app, "ben"), Member(app), *ids)
