"""The attributes of one store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, bindparam, func, insert, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.modules.catalog.models import Attribute, Product

_FORGET = text(
    "UPDATE catalog_product SET attributes = attributes - CAST(:code AS text),"
    " version = version + 1, updated_at = :now WHERE store_id = :store_id AND id = ANY(:ids)"
).bindparams(bindparam("ids", type_=ARRAY(BigInteger)))


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

    def lock_products(self, code: str) -> list[int]:
        """The products that have the attribute, locked until the transaction ends."""
        asked = select(Product.id).where(
            Product.store_id == self._store_id, func.jsonb_exists(Product.attributes, code)
        )
        return list(self._db.scalars(in_lock_order(asked, Product)))

    def remove(self, attribute: Attribute, product_ids: Sequence[int], now: datetime) -> None:
        """These products, which are locked, lose their values of it; at the next version."""
        values = {"store_id": self._store_id, "code": attribute.code, "now": now}
        self._db.execute(_FORGET, {**values, "ids": list(product_ids)})
        self._db.delete(attribute)
        self._db.flush()

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
