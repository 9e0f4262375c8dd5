"""A product that changes while another one takes a SKU of it: each change is counted once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.catalog.models import Category, Product
from app.modules.catalog.repositories.product_intake import ProductIntake
from app.modules.catalog.schemas.store_categories import MoveIn
from app.modules.catalog.services.catalog_intake import catalog_intake
from app.modules.catalog.services.edit_categories import CategoryEditor
from app.modules.contracts.catalog import ProductIn
from app.modules.core.services.figure_keeper import keep_all
from tests.factories import make_store
from tests.modules.catalog.factories import at, product_in
from tests.races import differences, once_after


def take(database: Database, store_id: int, product: ProductIn) -> None:
    """Takes one product in a transaction of its own."""
    with database.transaction() as db:
        enter_store(db, store_id)
        catalog_intake.take_products(db, store_id, [product])


class TestRaces:
    def test_a_sku_that_leaves_meanwhile_is_counted_once(
        self, committed: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with committed.transaction() as db:
            store_id = make_store(db).id
        keep_all(committed)
        take(committed, store_id, product_in("chair", "C1", "C2"))
        changed = replace(product_in("chair", "C1"), archived_at=at("2026-03-01"))

        def move() -> None:
            take(committed, store_id, product_in("table", "C2"))

        with once_after(monkeypatch, ProductIntake, "write_products", move):
            take(committed, store_id, changed)

        assert differences(committed) == []

    @pytest.mark.parametrize("work", ["move", "remove"])
    def test_a_category_that_changes_while_products_come_into_it_waits(
        self, committed: Database, monkeypatch: pytest.MonkeyPatch, work: str
    ) -> None:
        with committed.transaction() as db:
            store_id = make_store(db).id
        chair = replace(product_in("chair", "C1"), categories=(("A",), ("B",)))
        take(committed, store_id, chair)
        with committed.transaction() as db:
            enter_store(db, store_id)
            named = dict(db.execute(select(Category.name, Category.id)).all())

        def change() -> None:
            with committed.transaction() as db:
                enter_store(db, store_id)
                editor = CategoryEditor(db, store_id)
                if work == "remove":
                    editor.remove(named["B"], lambda _version: None)
                else:
                    editor.move(named["B"], MoveIn(parent_id=named["A"]), lambda _version: None)

        with once_after(monkeypatch, ProductIntake, "lock_known", change):
            take(committed, store_id, replace(chair, categories=(("B",), ("C",)), title="Chair"))

        with committed.transaction() as db:
            enter_store(db, store_id)
            assert db.scalar(select(Product.title)) == "Chair"

    def test_without_its_owner_locked_it_would_be_counted_twice(
        self, committed: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ProductIntake, "owners", lambda self, skus: set())

        with pytest.raises(AssertionError):
            self.test_a_sku_that_leaves_meanwhile_is_counted_once(committed, monkeypatch)
