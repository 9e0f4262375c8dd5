"""Asks the database which rows break a law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.modules.contracts.invariants import Invariant

_MOST = 100


class LawRows:
    """Questions about one store's rows; the caller is in the store's scope."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def violations(self, law: Invariant) -> Sequence[Mapping[str, Any]]:
        """The rows that break the law, a hundred at most."""
        question = f"SELECT * FROM ({law.violations}) AS broken LIMIT {_MOST}"
        return [dict(row) for row in self._db.execute(text(question)).mappings()]
