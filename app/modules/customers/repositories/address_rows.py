"""Address books of one store's customers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.modules.customers.models import Address


class AddressRows:
    """Reads and writes the addresses of one customer; whoever writes has locked the customer."""

    def __init__(self, db: Session, store_id: int, customer_id: int) -> None:
        self._db = db
        self._mine = (Address.store_id == store_id) & (Address.customer_id == customer_id)

    def all(self) -> Sequence[Address]:
        """Every address, the newest first."""
        statement = select(Address).where(self._mine).order_by(Address.id.desc())
        return self._db.scalars(statement.execution_options(populate_existing=True)).all()

    def find(self, address_id: int) -> Address | None:
        statement = select(Address).where(self._mine, Address.id == address_id)
        return self._db.scalar(statement.execution_options(populate_existing=True))

    def count(self) -> int:
        return self._db.scalar(select(func.count()).select_from(Address).where(self._mine)) or 0

    def add(self, address: Address) -> None:
        self._db.add(address)
        self._db.flush()

    def no_default(self, *, shipping: bool, billing: bool, but: int | None = None) -> None:
        """No address but one is the default for goods, or for bills, any more."""
        for is_wanted, column in (
            (shipping, Address.is_default_shipping),
            (billing, Address.is_default_billing),
        ):
            if is_wanted:
                change = update(Address).where(self._mine, column, Address.id != (but or 0))
                self._db.execute(
                    change.values({column: False, Address.version: Address.version + 1})
                )

    def remove(self, address_id: int) -> None:
        self._db.execute(delete(Address).where(self._mine, Address.id == address_id))
