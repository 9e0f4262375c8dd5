"""The mixin that makes a table store-owned."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.kernel.database.base import Ownership, next_id


class StoreOwned:
    """Primary key `(store_id, id)`: every key of the table begins with the store.

    Foreign keys to other store-owned tables are composite, `(store_id, x_id)`, so a row cannot
    even point at another store's row. Its migration calls `protect_store_rows`.
    """

    __tablename__: str
    ownership = Ownership.STORE

    @declared_attr
    def store_id(cls) -> Mapped[int]:  # noqa: N805 - declared_attr receives the class
        return mapped_column(
            BigInteger, ForeignKey("tenancy_store.id"), primary_key=True, sort_order=-100
        )

    @declared_attr
    def id(cls) -> Mapped[int]:  # noqa: N805 - declared_attr receives the class
        return next_id(cls.__tablename__)  # type: ignore[no-any-return]
