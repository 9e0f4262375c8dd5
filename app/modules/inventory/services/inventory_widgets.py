"""What inventory puts on dashboards beside its numbers: what runs out, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.listings import Column
from app.modules.contracts.widgets import TablePanel, TodoItem
from app.modules.inventory.listings import AVAILABLE, THRESHOLD
from app.modules.inventory.repositories.stock_watch import StockWatch

_PERMISSION = "inventory.view_stock"
_PANEL_ROWS = 5


class InventoryWidgetProvider:
    """To-dos for what is out or low, and a panel with the lowest; one statement each."""

    def get_todos(self, db: Session, store_ids: Sequence[int]) -> list[TodoItem]:
        low, out = StockWatch(db, store_ids, utc_now()).counts()
        todos = [
            TodoItem("inventory-todo-out", out, "stock", "out", _PERMISSION, is_urgent=True),
            TodoItem("inventory-todo-low", low, "stock", "low", _PERMISSION),
        ]
        return [todo for todo in todos if todo.count > 0]

    def get_panels(self, db: Session, store_ids: Sequence[int]) -> list[TablePanel]:
        rows = StockWatch(db, store_ids, utc_now()).lowest(_PANEL_ROWS)
        return [
            TablePanel(
                code="inventory-low",
                text="inventory-panel-low",
                columns=(Column("product", "inventory-column-product"), AVAILABLE, THRESHOLD),
                rows=[
                    {
                        "product": row.title,
                        "available": row.available,
                        "threshold": row.threshold,
                        "store_name": row.store_name,
                    }
                    for row in rows
                ],
                listing="stock",
                view="low",
                permission=_PERMISSION,
            )
        ]


inventory_widget_provider = InventoryWidgetProvider()
