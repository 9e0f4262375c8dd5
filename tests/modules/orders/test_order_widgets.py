"""What orders puts on dashboards beside its numbers."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from app.kernel.clock import freeze
from app.kernel.database.scope import enter_stores
from app.modules.contracts.listings import ListScope
from app.modules.contracts.widgets import WidgetProviderProtocol
from app.modules.orders.listings import ORDERS
from app.modules.orders.services.order_widgets import order_widgets
from tests.factories import make_store
from tests.modules.orders.factories import NOON, order_in, order_line, take

HOUR = timedelta(hours=1)


class TestTodos:
    def test_fulfils_the_contract(self) -> None:
        assert isinstance(order_widgets, WidgetProviderProtocol)

    def test_counts_what_waits_now_as_the_lists_do(self, db: Session) -> None:
        store = make_store(db)
        take(
            db,
            store.id,
            order_in(NOON - 2 * HOUR, paid_at=NOON - HOUR),
            order_in(NOON - 2 * HOUR, paid_at=NOON - HOUR, fulfilled_at=NOON),
            order_in(NOON - 2 * HOUR),
            order_in(NOON - 2 * HOUR),
            order_in(NOON + HOUR),
        )

        with freeze(NOON + timedelta(minutes=1)):
            todos = order_widgets.get_todos(db, [store.id])
            scope = ListScope((store.id,), None, None, None)
            listed = [len(db.execute(ORDERS.statement(todo.view, scope)).all()) for todo in todos]

        assert [(todo.view, todo.count, todo.is_urgent) for todo in todos] == [
            ("unfulfilled", 1, False),
            ("pending", 2, False),
        ]
        assert listed == [1, 2]

    def test_is_urgent_when_a_paid_order_waits_for_two_days(self, db: Session) -> None:
        store = make_store(db)
        take(db, store.id, order_in(NOON - 50 * HOUR, paid_at=NOON - 49 * HOUR))

        with freeze(NOON):
            todos = order_widgets.get_todos(db, [store.id])

        assert [(todo.view, todo.is_urgent) for todo in todos] == [("unfulfilled", True)]

    def test_leaves_out_what_is_done(self, db: Session) -> None:
        store = make_store(db)
        take(db, store.id, order_in(NOON, paid_at=NOON, fulfilled_at=NOON))

        assert order_widgets.get_todos(db, [store.id]) == []


class TestPanel:
    def test_shows_the_five_latest_orders_of_the_stores(self, db: Session) -> None:
        first, second, outside = (make_store(db) for _ in range(3))
        for step in range(4):
            take(db, first.id, order_in(NOON + step * 2 * HOUR, number=f"A{step}"))
            take(db, second.id, order_in(NOON + (step * 2 + 1) * HOUR, number=f"B{step}"))
            take(db, outside.id, order_in(NOON + 20 * HOUR))
        failed = order_in(NOON + 15 * HOUR, failed_at=NOON + 15 * HOUR)
        take(db, first.id, failed)

        enter_stores(db, [first.id, second.id])
        (panel,) = order_widgets.get_panels(db, [first.id, second.id])

        assert [row["number"] for row in panel.rows] == ["B3", "A3", "B2", "A2", "B1"]

    def test_fills_its_columns(self, db: Session) -> None:
        store = make_store(db)
        order = order_in(
            NOON,
            [order_line(1000, tax_minor=170)],
            customer_email="ada@example.test",
            shipping_minor=30,
            paid_at=NOON,
        )
        take(db, store.id, order)

        (panel,) = order_widgets.get_panels(db, [store.id])
        (row,) = panel.rows

        assert {column.name for column in panel.columns} <= set(row)
        assert (row["customer"], row["state"]) == ("ada@example.test", "paid")
        assert (row["total"], row["currency"]) == (1200, "EUR")

    def test_is_empty_for_an_empty_store(self, db: Session) -> None:
        (panel,) = order_widgets.get_panels(db, [make_store(db).id])

        assert panel.rows == []
