"""What inventory asks the team to do, and which rows it shows."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_stores
from app.modules.contracts.listings import ListScope
from app.modules.contracts.widgets import WidgetProviderProtocol
from app.modules.inventory.listings import STOCK
from app.modules.inventory.services.inventory_widgets import inventory_widget_provider
from tests.factories import make_store
from tests.modules.inventory.factories import make_item


class TestTodos:
    def test_fulfils_the_contract(self) -> None:
        assert isinstance(inventory_widget_provider, WidgetProviderProtocol)

    def test_counts_what_is_out_before_what_is_low(self, db: Session) -> None:
        stores = [make_store(db) for _ in range(2)]
        for store in stores:
            make_item(db, store, 0)
            make_item(db, store, 2)
            make_item(db, store, 3)
            make_item(db, store, is_tracked=False)
        make_item(db, stores[0], 1)
        ids = [store.id for store in stores]
        enter_stores(db, ids)

        todos = inventory_widget_provider.get_todos(db, ids)

        seen = [(todo.text, todo.count, todo.is_urgent) for todo in todos]
        assert seen == [("inventory-todo-out", 2, True), ("inventory-todo-low", 3, False)]
        for todo in todos:
            statement = STOCK.statement(todo.view, ListScope(tuple(ids), None, None, None))
            rows = select(func.count()).select_from(statement.subquery())
            assert db.scalars(rows).one() == todo.count

    def test_says_nothing_when_there_is_enough(self, db: Session) -> None:
        store = make_store(db)
        make_item(db, store, 50)

        assert inventory_widget_provider.get_todos(db, [store.id]) == []


class TestLowPanel:
    def test_shows_the_five_lowest(self, db: Session) -> None:
        store = make_store(db)
        for on_hand in (7, 3, 9, 1, 5, 4, 0, 80):
            make_item(db, store, on_hand, low_stock_threshold=10, title=f"Has {on_hand}")

        (panel,) = inventory_widget_provider.get_panels(db, [store.id])

        assert [row["product"] for row in panel.rows] == [
            "Has 1",
            "Has 3",
            "Has 4",
            "Has 5",
            "Has 7",
        ]
        assert panel.rows[0] == {
            "product": "Has 1",
            "available": 1,
            "threshold": 10,
            "store_name": store.name,
        }
        assert {column.name for column in panel.columns} <= set(panel.rows[0])

    def test_is_there_when_nothing_is_low(self, db: Session) -> None:
        store = make_store(db)

        (panel,) = inventory_widget_provider.get_panels(db, [store.id])

        assert (list(panel.rows), panel.listing, panel.view) == ([], "stock", "low")
