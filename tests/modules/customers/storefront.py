"""Clients: a shopper of one store with their mail, and a member of a store's team."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy import text

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.kernel.security.passwords import hash_password
from app.modules.core.services.job_runner import perform
from app.modules.registry import registry
from tests.factories import make_member, make_platform, make_store, make_user
from tests.modules.tenancy.app_client import app_client
from tests.modules.tenancy.identity_app import HERE, Program

PASSWORD = "staple battery horse"
ANA = "ana@shopper.test"
_LETTERS = text(
    "SELECT recipient, subject, text FROM messaging_outgoing_letter"
    " WHERE store_id = :store_id ORDER BY id"
)
_addresses = count(1)
_JOBS = text(
    "SELECT id, task_name, args FROM stoa_jobs.procrastinate_jobs WHERE task_name LIKE :name"
    " AND args ->> 'store_id' = :store_id AND status = 'todo' ORDER BY id"
)
_DONE = text("UPDATE stoa_jobs.procrastinate_jobs SET status = 'succeeded' WHERE id = :id")


@dataclass(frozen=True)
class World:
    """Two stores of different merchants, each on a platform of its own, and people in them.

    The staff and a viewer work in the first store, a manager in the second.
    """

    platform: int
    first: int
    first_code: str
    second: int
    second_code: str
    staff: str
    viewer: str
    manager: str


def make_world(database: Database) -> World:
    with database.transaction() as db:
        platforms = [make_platform(db), make_platform(db)]
        first, second = (
            make_store(db, platforms=[platform], locale="de") for platform in platforms
        )
        people = [make_user(db, password_hash=hash_password(PASSWORD)) for _ in range(3)]
        for store, role, person in zip(
            (first, first, second), ("staff", "viewer", "manager"), people, strict=True
        ):
            make_member(db, store, role, person)
        return World(
            platforms[0].id,
            first.id,
            first.code,
            second.id,
            second.code,
            *(person.email for person in people),
        )


def new_client_address() -> str:
    """A network address that nobody guessed from before."""
    number = next(_addresses)
    return f"10.0.{number // 250}.{number % 250 + 1}"


@dataclass
class Storefront:
    """A shopper of one store; with `token` they are signed in."""

    app: FastAPI
    database: Database
    code: str
    store_id: int
    client_address: str
    token: str | None = None
    refresh_token: str = ""
    customer_id: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        client = app_client(self.app, HERE, self.client_address)
        sent = {**self.headers, **headers}
        if self.token is not None:
            sent["Authorization"] = f"Bearer {self.token}"
        address = f"/stores/{self.code}/api/v1/storefront{path}"
        return client.request(method, address, json=body, headers=sent)

    def get(self, path: str) -> httpx.Response:
        return self.ask("GET", path)

    def post(self, path: str, body: Any = None) -> httpx.Response:
        return self.ask("POST", path, {} if body is None else body)

    def register(self, email: str = ANA, password: str = PASSWORD, **more: str) -> httpx.Response:
        body = {"email": email, "password": password, "name": "Ana Weber", **more}
        return self.post("/account/register", body)

    def confirm(self, token: str, password: str = PASSWORD) -> httpx.Response:
        return self.post("/account/confirm", {"token": token, "password": password})

    def sign_in(self, email: str = ANA, password: str = PASSWORD) -> httpx.Response:
        return self.post("/account/sign-in", {"email": email, "password": password})

    def with_account(self, email: str = ANA) -> Storefront:
        """The same shopper, registered, confirmed and signed in."""
        assert self.register(email).status_code == 204
        return self.holding(self.confirm(self.letter_token(email)))

    def holding(self, pair: httpx.Response) -> Storefront:
        """The same shopper with the tokens that were answered."""
        assert pair.status_code == 200, pair.text
        body = pair.json()
        return Storefront(
            self.app,
            self.database,
            self.code,
            self.store_id,
            self.client_address,
            body["access_token"],
            body["refresh_token"],
            body["customer_id"],
        )

    def signed_in_again(self, email: str = ANA, password: str = PASSWORD) -> Storefront:
        """The same shopper on another device."""
        return self.holding(self.sign_in(email, password))

    def letters(self, email: str | None = None) -> list[Any]:
        """The letters of the store, the oldest first, to one address or all."""
        with self.database.transaction() as db:
            enter_store(db, self.store_id)
            found = db.execute(_LETTERS, {"store_id": self.store_id}).all()
        return [letter for letter in found if email in {None, letter.recipient}]

    def letter_token(self, email: str = ANA) -> str:
        """The token in the newest letter to the address."""
        found = re.search(r"\?token=([\w-]+)", self.letters(email)[-1].text)
        assert found is not None
        return found[1]

    def rows(self, statement: str) -> list[Any]:
        """What a statement finds in the store's scope."""
        with self.database.transaction() as db:
            enter_store(db, self.store_id)
            return list(db.execute(text(statement)).all())


@dataclass
class Team:
    """A member of a store's team with a client of the API."""

    program: Program
    token: str

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        sent = {"Authorization": f"Bearer {self.token}", **headers}
        return self.program.client.request(method, f"/api/v1/store{path}", json=body, headers=sent)

    def get(self, path: str) -> httpx.Response:
        return self.ask("GET", path)

    def change(self, method: str, path: str, body: Any = None) -> httpx.Response:
        """With the version that is there now."""
        return self.ask(method, path, body, **{"If-Match": self.get(path).headers["ETag"]})


def in_team(app: FastAPI, email: str, store: str) -> Team:
    program = Program(app, address=new_client_address())
    body = {"email": email, "password": PASSWORD, "store_code": store}
    answer = program.client.post("/api/v1/store/auth/sign-in", json=body)
    assert answer.status_code == 200, answer.text
    return Team(program, answer.json()["access_token"])


def run_jobs(shopper: Storefront, name: str = "customers.%") -> int:
    """Does the jobs of the store of these names that wait, as a worker does. How many."""
    jobs = {job.name: job for job in registry().jobs()}
    with shopper.database.transaction() as db:
        waiting = db.execute(_JOBS, {"name": name, "store_id": str(shopper.store_id)}).all()
    for row in waiting:
        perform(jobs[row.task_name], row.id, row.args)
        with shopper.database.transaction() as db:
            db.execute(text("SET LOCAL search_path = stoa_jobs"))
            db.execute(_DONE, {"id": row.id})
    return len(waiting)
