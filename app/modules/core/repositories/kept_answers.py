"""Reads, writes and prunes the last good answers of one store or platform."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.core.models import PlatformAnswer, StoreAnswer


@dataclass(frozen=True)
class KeptAnswer:
    """One provider's answer to one question; `payload` as `answer_json` writes it."""

    module_code: str
    question: str
    category: str
    answered_at: datetime
    payload: list[dict[str, Any]]


class StoreAnswers:
    """The answers of one store; reading needs its scope, writing enters it."""

    _model: type[StoreAnswer] | type[PlatformAnswer] = StoreAnswer
    _owner_name = "store_id"

    def __init__(self, db: Session, owner_id: int) -> None:
        self._db = db
        self._owner_id = owner_id
        self._owner: Any = getattr(self._model, self._owner_name)

    def last(self, question: str, module_codes: Collection[str]) -> list[KeptAnswer]:
        """The answers of these modules to the question; one statement."""
        table = self._model
        statement = select(
            table.module_code, table.question, table.category, table.answered_at, table.payload
        ).where(
            self._owner == self._owner_id,
            table.question == question,
            table.module_code.in_(module_codes),
        )
        return [KeptAnswer(*row) for row in self._db.execute(statement)]

    def keep(self, answers: Sequence[KeptAnswer], most: int) -> None:
        """Writes the answers in key order, and keeps the `most` newest of the store in all."""
        self._enter()
        key = [self._owner_name, "module_code", "question"]
        for answer in sorted(answers, key=lambda one: (one.module_code, one.question)):
            fields = {
                "category": answer.category,
                "answered_at": answer.answered_at,
                "payload": answer.payload,
            }
            row = {
                self._owner_name: self._owner_id,
                "module_code": answer.module_code,
                "question": answer.question,
            }
            statement = insert(self._model).values(**row, **fields)
            self._db.execute(statement.on_conflict_do_update(index_elements=key, set_=fields))
        self._prune(most)

    def _prune(self, most: int) -> None:
        table = self._model
        key = tuple_(table.module_code, table.question)
        oldest = (
            select(table.module_code, table.question)
            .where(self._owner == self._owner_id)
            .order_by(table.answered_at.desc(), table.module_code, table.question)
            .offset(most)
        )
        self._db.execute(delete(table).where(self._owner == self._owner_id, key.in_(oldest)))

    def _enter(self) -> None:
        enter_store(self._db, self._owner_id)


class PlatformAnswers(StoreAnswers):
    """The answers of one platform."""

    _model = PlatformAnswer
    _owner_name = "platform_id"

    def _enter(self) -> None:
        """A platform's rows need no scope."""
