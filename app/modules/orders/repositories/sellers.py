"""Who sells in a store, as its team entered it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.modules.orders.models import Seller


class Sellers:
    """The one row of a store, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def find(self) -> Seller | None:
        """What was entered."""
        return self._db.scalar(select(Seller).where(Seller.store_id == self._store_id))

    def lock(self) -> Seller | None:
        """The same, kept from others until the transaction ends."""
        wanted = select(Seller).where(Seller.store_id == self._store_id)
        return self._db.scalar(in_lock_order(wanted, Seller))

    def insert(self, values: Mapping[str, str]) -> bool:
        """Writes the first version; False when somebody else was first."""
        statement = insert(Seller).values(store_id=self._store_id, **values)
        return self._db.scalar(statement.on_conflict_do_nothing().returning(Seller.id)) is not None

    def save(self) -> None:
        """Sends what was changed to the database."""
        self._db.flush()
