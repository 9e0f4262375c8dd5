"""The state of a store's index."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.modules.search.models import Document, IndexState


class StateRows:
    """Reads and writes one store's state; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def find(self) -> IndexState | None:
        """The state, None when the index was never made anew."""
        statement = select(IndexState).where(IndexState.store_id == self._store_id)
        return self._db.scalar(statement.execution_options(populate_existing=True))

    def write(self, **values: Any) -> None:  # noqa: ANN401  columns of the state
        """Sets these columns."""
        row = {"store_id": self._store_id, **values}
        statement = insert(IndexState).values(row)
        self._db.execute(statement.on_conflict_do_update(index_elements=["store_id"], set_=values))

    def documents(self) -> tuple[int, datetime | None]:
        """How many products have documents in the store's index, and when one was last written."""
        statement = select(
            func.count(func.distinct(Document.product_id)), func.max(Document.indexed_at)
        ).where(Document.store_id == self._store_id)
        count, newest = self._db.execute(statement).one()
        return count, newest
