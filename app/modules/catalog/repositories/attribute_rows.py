"""The attributes of one store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.modules.catalog.models import Attribute


class AttributeRows:
    """Attributes of one store."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def names(self) -> dict[str, str]:
        """The name of every attribute by its code."""
        asked = select(Attribute.code, Attribute.name).where(Attribute.store_id == self._store_id)
        return dict(self._db.execute(asked).all())

    def add(self, named: Mapping[str, str], now: datetime) -> None:
        """New attributes of the kind "text", by code."""
        rows = [
            {
                "store_id": self._store_id,
                "code": code,
                "name": name,
                "kind": "text",
                "created_at": now,
            }
            for code, name in named.items()
        ]
        if rows:
            self._db.execute(insert(Attribute), rows)
