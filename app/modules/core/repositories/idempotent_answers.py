"""Answers kept under the keys of their callers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.modules.core.models import IdempotentAnswer

_ROW = IdempotentAnswer
_TABLE = cast("Table", IdempotentAnswer.__table__)
# Written out once: building a statement takes as long as carrying it out.
_CLAIM = (
    insert(_TABLE)
    .on_conflict_do_nothing(index_elements=["store_id", "actor", "key"])
    .returning(_TABLE.c.id)
)
_MINE = (
    _TABLE.c.store_id == bindparam("of_store"),
    _TABLE.c.actor == bindparam("of_actor"),
    _TABLE.c.key == bindparam("of_key"),
)
_NOTE = update(_TABLE).where(*_MINE).values(note=bindparam("says"))
_KEEP = (
    update(_TABLE)
    .where(*_MINE, _TABLE.c.status.is_(None))
    .values(
        status=bindparam("with_status"), body=bindparam("says"), headers=bindparam("with_headers")
    )
    .returning(_TABLE.c.id)
)


class IdempotentAnswers:
    """The kept answers of one store; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def claim(self, actor: str, key: str, fingerprint: str, at: datetime) -> bool:
        """Takes the key for this call; False when it is taken.

        Waits for another transaction that is about to take it, and takes it if that one fails.
        """
        row = {
            "store_id": self._store_id,
            "actor": actor,
            "key": key,
            "fingerprint": fingerprint,
            "created_at": at,
        }
        return self._db.execute(_CLAIM, row).first() is not None

    def find(self, actor: str, key: str) -> IdempotentAnswer | None:
        statement = select(_ROW).where(*_MINE).execution_options(populate_existing=True)
        return self._db.scalars(statement, self._of(actor, key)).one_or_none()

    def note(self, actor: str, key: str, note: str) -> None:
        """How a call in two transactions goes on."""
        self._db.execute(_NOTE, {**self._of(actor, key), "says": note})

    def keep(
        self, actor: str, key: str, *, status: int, body: str, headers: Mapping[str, str]
    ) -> bool:
        """The answer; of two that finish the same call the first stays, and False is said."""
        answer = {"with_status": status, "says": body, "with_headers": dict(headers)}
        return self._db.execute(_KEEP, {**self._of(actor, key), **answer}).first() is not None

    def forget_before(self, moment: datetime) -> None:
        """Deletes what was claimed earlier."""
        self._db.execute(
            delete(_ROW).where(_ROW.store_id == self._store_id, _ROW.created_at < moment)
        )

    def _of(self, actor: str, key: str) -> dict[str, Any]:
        return {"of_store": self._store_id, "of_actor": actor, "of_key": key}
