"""The ways to pay that one store has set up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.modules.core.services.setup_memory import note_setup
from app.modules.payments.models import Method


class MethodRows:
    """Reads and writes in the caller's transaction and in the scope of the store."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def all(self) -> Sequence[Method]:
        """All of them, in the store's order."""
        statement = select(Method).where(Method.store_id == self._store_id)
        return self._db.scalars(statement.order_by(Method.position, Method.id)).all()

    def lock(self, code: str) -> Method | None:
        """The method of that code, locked until the transaction ends."""
        statement = select(Method).where(Method.store_id == self._store_id, Method.code == code)
        return self._db.scalar(in_lock_order(statement, Method))

    def add(self, values: Mapping[str, Any]) -> bool:
        """False when there is one of that code already."""
        note_setup(self._db, self._store_id)
        statement = (
            insert(Method)
            .values(store_id=self._store_id, **values)
            .on_conflict_do_nothing(index_elements=["store_id", "code"])
            .returning(Method.id)
        )
        return self._db.scalar(statement) is not None

    def change(self, method: Method, values: Mapping[str, Any]) -> None:
        """Writes the values into a locked row; its version rises."""
        note_setup(self._db, self._store_id)
        for name, value in values.items():
            setattr(method, name, value)
        method.version += 1
        self._db.flush()

    def remove(self, method: Method) -> None:
        """The way is gone; payments made by it stay."""
        note_setup(self._db, self._store_id)
        self._db.delete(method)
        self._db.flush()
