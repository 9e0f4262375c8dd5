"""Inventory passes through the kit: an item that arrives, and is sold out later."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.inventory.definition import inventory_module
from app.modules.tenancy.models import Store
from app.testing import ProviderConformance
from tests.modules.inventory.factories import make_item, move


class TestInventoryConformance(ProviderConformance):
    module = inventory_module

    def act(self, db: Session, store_id: int, at: datetime, currency: str) -> int:
        store = _store(db, store_id)
        variant_id = make_item(db, store, 5, created_at=at, low_stock_threshold=5)
        move(db, store, variant_id, 0, at, reserved=2)
        return variant_id

    def undo(self, db: Session, store_id: int, at: datetime, done: object) -> None:
        assert isinstance(done, int)
        move(db, _store(db, store_id), done, -5, at, reserved=-2)


def _store(db: Session, store_id: int) -> Store:
    store = db.get(Store, store_id)
    assert store is not None
    return store
