"""Answers kept under the keys of their callers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.modules.core.models import IdempotentAnswer

_ROW = IdempotentAnswer


class IdempotentAnswers:
    """The kept answers of one store; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def claim(self, actor: str, key: str, fingerprint: str, at: datetime) -> bool:
        """Takes the key for this call; False when it is taken.

        Waits for another transaction that is about to take it, and takes it if that one fails.
        """
        statement = (
            insert(_ROW)
            .values(
                store_id=self._store_id,
                actor=actor,
                key=key,
                fingerprint=fingerprint,
                created_at=at,
            )
            .on_conflict_do_nothing(index_elements=["store_id", "actor", "key"])
        )
        return self._db.execute(statement.returning(_ROW.id)).first() is not None

    def find(self, actor: str, key: str) -> IdempotentAnswer | None:
        statement = select(_ROW).where(*self._is(actor, key))
        return self._db.scalars(statement.execution_options(populate_existing=True)).one_or_none()

    def note(self, actor: str, key: str, note: str) -> None:
        """How a call in two transactions goes on."""
        self._db.execute(update(_ROW).where(*self._is(actor, key)).values(note=note))

    def keep(
        self, actor: str, key: str, *, status: int, body: str, headers: Mapping[str, str]
    ) -> None:
        """The answer; of two that finish the same call the first stays."""
        statement = update(_ROW).where(*self._is(actor, key), _ROW.status.is_(None))
        self._db.execute(statement.values(status=status, body=body, headers=dict(headers)))

    def forget_before(self, moment: datetime) -> None:
        """Deletes what was claimed earlier."""
        self._db.execute(
            delete(_ROW).where(_ROW.store_id == self._store_id, _ROW.created_at < moment)
        )

    def _is(self, actor: str, key: str) -> tuple[Any, ...]:
        return (_ROW.store_id == self._store_id, _ROW.actor == actor, _ROW.key == key)
