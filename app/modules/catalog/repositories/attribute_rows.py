"""The attributes of one store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.modules.catalog.models import Attribute

_FORGET = text(
    "UPDATE catalog_product SET attributes = attributes - CAST(:code AS text),"
    " version = version + 1 WHERE store_id = :store_id AND jsonb_exists(attributes, :code)"
)
_DUE = text(
    "UPDATE catalog_product SET cards_due_at = :now"
    " WHERE store_id = :store_id AND jsonb_exists(attributes, :code)"
)


class AttributeRows:
    """Attributes of one store."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def names(self) -> dict[str, str]:
        """The name of every attribute by its code."""
        asked = select(Attribute.code, Attribute.name).where(Attribute.store_id == self._store_id)
        return dict(self._db.execute(asked).all())

    def all(self) -> list[Attribute]:
        """Every attribute, by position."""
        asked = (
            select(Attribute)
            .where(Attribute.store_id == self._store_id)
            .order_by(Attribute.position, Attribute.id)
        )
        return list(self._db.scalars(asked))

    def lock(self, attribute_id: int) -> Attribute | None:
        """The attribute, which nobody else changes until the transaction ends."""
        asked = select(Attribute).where(
            Attribute.store_id == self._store_id, Attribute.id == attribute_id
        )
        return self._db.scalar(in_lock_order(asked, Attribute))

    def write(self, attribute: Attribute) -> None:
        """A new one, or a changed one."""
        self._db.add(attribute)
        self._db.flush()

    def remove(self, attribute: Attribute) -> None:
        """Products lose their values of it; at the next version of theirs."""
        values = {"store_id": self._store_id, "code": attribute.code}
        self._db.execute(_FORGET, values)
        self._db.delete(attribute)
        self._db.flush()

    def make_due(self, code: str, now: datetime) -> None:
        """What shoppers see of products with that attribute is made anew soon."""
        self._db.execute(_DUE, {"store_id": self._store_id, "code": code, "now": now})

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
