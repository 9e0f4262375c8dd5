"""A catalogue in memory in place of the module's, and the application with two teams."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.modules.search.services.indexing import Sources
from tests.factories import make_store
from tests.modules.promotions.conftest import app, shared, teams
from tests.modules.search.factories import FakeCatalog, FakeStock

__all__ = ["app", "shared", "teams"]


@pytest.fixture
def catalog() -> FakeCatalog:
    return FakeCatalog()


@pytest.fixture
def stock() -> FakeStock:
    return FakeStock()


@pytest.fixture(autouse=True)
def in_memory(monkeypatch: pytest.MonkeyPatch, catalog: FakeCatalog, stock: FakeStock) -> None:
    monkeypatch.setattr(Sources, "of", lambda *_: Sources(catalog, stock))


@pytest.fixture
def store_id(db: Session) -> int:
    return make_store(db).id
