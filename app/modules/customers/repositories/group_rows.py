"""Groups of one store's customers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.modules.customers.models import CustomerGroup, GroupMember


class GroupRows:
    """Reads and writes groups in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id
        self._mine = CustomerGroup.store_id == store_id

    def page(self, after_id: int, limit: int) -> Sequence[CustomerGroup]:
        """The oldest first, those after the id."""
        statement = select(CustomerGroup).where(self._mine, CustomerGroup.id > after_id)
        return self._db.scalars(statement.order_by(CustomerGroup.id).limit(limit)).all()

    def find(self, group_id: int, *, lock: bool = False) -> CustomerGroup | None:
        statement = select(CustomerGroup).where(self._mine, CustomerGroup.id == group_id)
        if lock:
            statement = statement.with_for_update(key_share=True)
        return self._db.scalar(statement.execution_options(populate_existing=True))

    def add(self, code: str, name: str) -> int | None:
        """The new group's id; None when the code is taken."""
        row = {"store_id": self._store_id, "code": code, "name": name}
        statement = insert(CustomerGroup).values(row).on_conflict_do_nothing()
        return self._db.scalar(statement.returning(CustomerGroup.id))

    def remove(self, group_id: int) -> None:
        """Its members stay customers."""
        self._db.execute(delete(CustomerGroup).where(self._mine, CustomerGroup.id == group_id))

    def join(self, group_id: int, customer_id: int) -> None:
        """Puts the customer in, unless they are."""
        row = {"store_id": self._store_id, "group_id": group_id, "customer_id": customer_id}
        self._db.execute(insert(GroupMember).values(row).on_conflict_do_nothing())

    def leave(self, group_id: int, customer_id: int) -> None:
        """Takes the customer out, if they are in."""
        gone = delete(GroupMember).where(
            GroupMember.store_id == self._store_id,
            GroupMember.group_id == group_id,
            GroupMember.customer_id == customer_id,
        )
        self._db.execute(gone)
