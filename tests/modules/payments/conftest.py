"""A desk of orders for every test, and a store that sells."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.live.hub import change_hub
from app.main import create_app
from app.modules.contracts.capabilities import Capability
from app.modules.contracts.orders import ORDER_DESK
from app.modules.payments.services import recording
from app.modules.registry import registry
from app.modules.tenancy.models import Store
from app.modules.tenancy.services.each_store import in_each_store
from app.modules.tenancy.services.host_directory import host_directory
from tests.emptying import empty_database
from tests.modules.payments.factories import Desk, forget_jobs, make_selling_store
from tests.modules.payments.shopkeeper import Person, member


class RegistryWithDesk:
    """The registry, but for the desk of orders."""

    def __init__(self, desk: Desk | None) -> None:
        self._desk = desk

    def find(self, capability: Capability[object]) -> object:
        return self._desk if capability is ORDER_DESK else registry().find(capability)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk that payments tell."""
    found = Desk()
    monkeypatch.setattr(recording, "registry", lambda: RegistryWithDesk(found))
    return found


@pytest.fixture
def no_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without orders."""
    monkeypatch.setattr(recording, "registry", lambda: RegistryWithDesk(None))


@pytest.fixture(scope="module")
def committed(settings: Settings, database: Database) -> Iterator[Database]:
    """The database of a file of tests, each of which has a store of its own; emptied afterwards."""
    empty_database(settings)
    yield database
    empty_database(settings)


@pytest.fixture
def store_id(committed: Database) -> int:
    """A new store; what waits in the queue or for an answer elsewhere is not its own."""
    forget_jobs(committed)
    in_each_store(_give_up_what_waits)
    host_directory.forget()
    return make_selling_store(committed)


def _give_up_what_waits(db: Session, _store_id: int) -> None:
    db.execute(
        text(
            "UPDATE payments_payment SET voided_at = now() WHERE captured_at IS NULL"
            " AND authorised_at IS NULL AND declined_at IS NULL AND voided_at IS NULL"
        )
    )


@pytest.fixture
def store_code(committed: Database, store_id: int) -> str:
    with committed.transaction() as db:
        store = db.get(Store, store_id)
        assert store is not None
        return store.code


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[FastAPI]:
    yield create_app()
    change_hub.close()


@pytest.fixture
def owner(app: FastAPI, committed: Database, store_id: int) -> Person:
    return member(app, committed, store_id)
