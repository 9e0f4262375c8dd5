"""What marketplace puts on dashboards beside its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.widgets import TablePanel, TodoItem
from app.modules.marketplace.listings import FAILED, FILE_NAME, IMPORTS, STATE
from app.modules.marketplace.repositories.import_overview import ImportOverview

_ROWS_OF_PANEL = 5


class ImportWidgets:
    """Imports to check, and the latest ones."""

    def get_todos(self, db: Session, store_ids: Sequence[int]) -> list[TodoItem]:
        count = ImportOverview(db, store_ids).count_to_check(utc_now())
        if count == 0:
            return []
        return [
            TodoItem(
                text="marketplace-todo-to-check",
                count=count,
                listing=IMPORTS.code,
                view="to-check",
                permission=IMPORTS.permission,
            )
        ]

    def get_panels(self, db: Session, store_ids: Sequence[int]) -> list[TablePanel]:
        columns = (FILE_NAME, STATE, FAILED)
        latest = ImportOverview(db, store_ids).latest(_ROWS_OF_PANEL)
        return [
            TablePanel(
                code="latest-imports",
                text="marketplace-panel-latest-imports",
                columns=columns,
                rows=[{c.name: getattr(row, c.name) for c in columns} for row in latest],
                listing=IMPORTS.code,
                view="started",
                permission=IMPORTS.permission,
                order=80,
            )
        ]


import_widgets = ImportWidgets()
