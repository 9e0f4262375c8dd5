"""Changes of one store's customers by people: themselves, or the store's team."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.modules.customers.models import Customer


class CustomerChanges:
    """Reads and writes single customers in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def find(self, customer_id: int) -> Customer | None:
        return self._db.get(Customer, (self._store_id, customer_id), populate_existing=True)

    def lock(self, customer_id: int) -> Customer | None:
        """The customer as they are now, and stay until the transaction ends."""
        statement = (
            select(Customer)
            .where(Customer.store_id == self._store_id, Customer.id == customer_id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
        return self._db.scalar(statement)

    def make_account_holder(self, customer_id: int, values: dict[str, Any], at: datetime) -> None:
        """A guest, or a customer who was just made, is one with an account from now on.

        The address is free for guests again: whoever types it at a checkout without signing in is
        a guest of their own.
        """
        mine = (Customer.store_id == self._store_id, Customer.id == customer_id)
        change = (
            update(Customer)
            .where(*mine)
            .values(
                **values,
                external_ref=f"account:{customer_id}",
                is_guest=False,
                updated_at=at,
                version=Customer.version + 1,
            )
        )
        self._db.execute(change)
