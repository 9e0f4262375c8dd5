"""What happened to orders, written as it happens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.modules.orders.models import OrderEvent

# Written out once: a statement with the rows in it would be compiled for each of them.
_ADD = insert(cast("Table", OrderEvent.__table__)).on_conflict_do_nothing()


class Timeline:
    """The events of one store's orders, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def add(
        self,
        order_id: int,
        *kinds: str,
        at: datetime,
        actor: str | None = None,
        subject_id: int | None = None,
        reversal_id: int | None = None,
        text: str | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """One event of each kind at the moment; what happens once and is there already stays."""
        common = {
            "store_id": self._store_id,
            "order_id": order_id,
            "happened_at": at,
            "actor": actor,
            "subject_id": subject_id,
            "reversal_id": reversal_id,
            "text": text,
            "details": None if details is None else dict(details),
        }
        rows = [{**common, "kind": kind} for kind in kinds]
        self._db.execute(_ADD, rows)

    def of_order(self, order_id: int) -> list[OrderEvent]:
        """All events of the order, the oldest first."""
        statement = (
            select(OrderEvent)
            .where(OrderEvent.store_id == self._store_id, OrderEvent.order_id == order_id)
            .order_by(OrderEvent.happened_at, OrderEvent.id)
        )
        return list(self._db.scalars(statement))

    def has_letter(self, order_id: int, name: str) -> bool:
        """Whether a letter of that name was written to the customer."""
        found = select(OrderEvent.id).where(
            OrderEvent.store_id == self._store_id,
            OrderEvent.order_id == order_id,
            OrderEvent.kind == "mail",
            OrderEvent.details["letter"].astext == name,
        )
        return self._db.scalar(found.limit(1)) is not None
