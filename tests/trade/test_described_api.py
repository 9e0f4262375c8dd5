"""The application keeps to its own description, whatever is sent: Schemathesis on every operation.

STOA_FUZZ is the number of valid calls for each operation; a third as many are wrong on purpose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.security import tokens
from app.modules.core.services.storefront_memory import shelf
from app.modules.tenancy.services.host_directory import host_directory
from tests.emptying import empty_database
from tests.factories import make_operator, make_user
from tests.modules.customers.storefront import Storefront
from tests.modules.tenancy.app_client import app_client
from tests.modules.tenancy.identity_app import HERE, PASSWORD, password_hash
from tests.trade.described import Caller, Rows, audience_of, described, lists_of, operations, wrongs
from tests.trade.market import ADDRESS, Place, Shopper, Team, found_store
from tests.trade.stocked import OPERATOR, accepted, stock_up

pytestmark = pytest.mark.no_cover


@pytest.fixture(scope="module")
def place(settings: Settings, database: Database) -> Iterator[Place]:
    empty_database(settings)
    host_directory.forget()
    shelf.clear()
    yield found_store(database)
    empty_database(settings)


@pytest.fixture(scope="module")
def long_tokens() -> Iterator[None]:
    """A deep run takes longer than a token lives, and behind a dead one nothing is tried."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "LIFETIME", timedelta(days=1))
        yield


@pytest.fixture(scope="module")
def callers(app: FastAPI, database: Database, place: Place, long_tokens: None) -> dict[str, Caller]:
    client = app_client(app, HERE)
    team, shopper = Team.sign_in(client, place), Shopper.at(client, place)
    known = {**stock_up(team, shopper), "store_id": [place.store]}
    rows = Rows(known, accepted(known), lists_of(described(client)))
    here = Caller(client, HERE, rows)
    window = replace(here, base=f"{HERE}/stores/{place.code}")
    account = Storefront(app, database, place.code, place.store, "203.0.113.9").with_account()
    known["customer_id"] = [account.customer_id]
    known["address_id"] = [account.post("/me/addresses", ADDRESS).json()["id"]]
    return {
        "store": replace(here, headers=team.headers),
        "storefront": window,
        "account": replace(window, headers={"Authorization": f"Bearer {account.token}"}),
        "admin": replace(here, headers=_operator(client, database)),
        "public": here,
    }


def _operator(client: Any, database: Database) -> dict[str, str]:
    with database.transaction() as db:
        make_operator(db, None, make_user(db, OPERATOR, password_hash=password_hash()))
    person = {"email": OPERATOR, "password": PASSWORD}
    pair = client.post("/api/v1/admin/auth/sign-in", json=person).json()
    return {"Authorization": f"Bearer {pair['access_token']}"}


@pytest.mark.slow
def test_what_is_answered_is_described(callers: dict[str, Caller]) -> None:
    sent = Counter[str]()
    found = [
        wrong
        for operation in operations(described(callers["public"].client))
        for wrong in wrongs(operation, callers[audience_of(operation.path)], sent)
    ]

    print(f"all: {sent.total()} calls {dict(sent)}")  # noqa: T201
    assert sent.total() > 0
    assert not found, "\n\n".join(found)


class Told(BaseModel):
    """An answer with a number."""

    number: int


def test_what_breaks_the_description_is_found() -> None:
    app = FastAPI()

    @app.get("/api/v1/broken")
    def broken(number: int) -> Told:
        raise HTTPException(503 if number else 418)

    @app.get("/api/v1/other", response_model=Told)
    def other() -> Response:
        return JSONResponse({"number": "many"})

    client, rows = app_client(app, HERE), Rows({}, {}, {})
    schema, sent = schemathesis.openapi.from_dict(app.openapi()), Counter[str]()
    found = [
        sorted(
            wrong.splitlines()[0] for wrong in wrongs(operation, Caller(client, HERE, rows), sent)
        )
        for operation in operations(schema)
    ]

    assert found == [
        ["Server error", "Undocumented status code", "Undocumented status code"],
        ["Response violates schema"],
    ]
