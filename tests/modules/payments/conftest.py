"""A desk of orders for every test, and a store that sells."""

from __future__ import annotations

import pytest

from app.kernel.database.engine import Database
from app.modules.contracts.capabilities import Capability
from app.modules.contracts.orders import ORDER_DESK
from app.modules.payments.services import recording
from app.modules.registry import registry
from tests.modules.payments.factories import Desk, make_selling_store


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


@pytest.fixture
def store_id(committed: Database) -> int:
    return make_selling_store(committed)
