"""What payments puts on dashboards beside its numbers: money that could not be given back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.modules.contracts.widgets import TablePanel, TodoItem
from app.modules.payments.repositories.attempt_rows import FailedRefunds


class PaymentWidgetProvider:
    """A to-do for refunds that a provider would not make; one statement."""

    def get_todos(self, db: Session, store_ids: Sequence[int]) -> list[TodoItem]:
        count = FailedRefunds(db, store_ids).count()
        if count == 0:
            return []
        text = "payments-todo-failed-refunds"
        return [TodoItem(text, count, "refunds", "failed", "payments.view", is_urgent=True)]

    def get_panels(self, db: Session, store_ids: Sequence[int]) -> list[TablePanel]:
        """None: the list of payments says it all."""
        del db, store_ids
        return []


payment_widgets = PaymentWidgetProvider()
