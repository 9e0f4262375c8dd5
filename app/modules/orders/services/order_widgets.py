"""What orders puts on dashboards beside its numbers: what waits, and what came last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.listings import Column, ColumnKind
from app.modules.contracts.widgets import TablePanel, TodoItem
from app.modules.orders.listings import STATE_TONES
from app.modules.orders.repositories.order_rows import OrderRows

LATEST_ROWS = 5
SHIP_WITHIN = timedelta(days=2)
_COLUMNS = (
    Column("number", "orders-column-number", ColumnKind.CODE),
    Column("customer", "orders-column-customer"),
    Column("state", "orders-column-state", ColumnKind.BADGE, tones=STATE_TONES),
    Column("total", "orders-column-total", ColumnKind.MONEY, currency="currency"),
)


class OrderWidgetProvider:
    """To-dos from the orders that wait, and a panel of the latest ones; one statement each."""

    def get_todos(self, db: Session, store_ids: Sequence[int]) -> list[TodoItem]:
        """Orders to ship, urgent when one was paid two days ago or earlier, then unpaid ones."""
        waiting = OrderRows(db, store_ids).waiting()
        to_ship, oldest = waiting["unfulfilled"]
        is_late = oldest is not None and oldest < utc_now() - SHIP_WITHIN
        todos = [_todo("unfulfilled", to_ship, is_late), _todo("pending", waiting["pending"][0])]
        return [todo for todo in todos if todo.count > 0]

    def get_panels(self, db: Session, store_ids: Sequence[int]) -> list[TablePanel]:
        rows = [dict(row._mapping) for row in OrderRows(db, store_ids).latest(LATEST_ROWS)]  # noqa: SLF001 - SQLAlchemy's documented name
        return [
            TablePanel(
                code="orders-latest",
                text="orders-panel-latest",
                columns=_COLUMNS,
                rows=rows,
                listing="orders",
                view="placed",
                permission="orders.view",
                order=10,
            )
        ]


def _todo(view: str, count: int, is_urgent: bool = False) -> TodoItem:
    return TodoItem(f"orders-todo-{view}", count, "orders", view, "orders.view", is_urgent)


order_widgets = OrderWidgetProvider()
