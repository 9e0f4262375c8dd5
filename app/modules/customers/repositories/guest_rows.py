"""Guests of one store, known by the address that they type at the checkout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.modules.contracts.orders import OrderSource
from app.modules.customers.models import Customer

SOURCE = OrderSource.STOREFRONT.value
_ADD = insert(cast("Table", Customer.__table__)).on_conflict_do_nothing().returning(Customer.id)
_FIND = select(Customer.id, Customer.name, Customer.country, Customer.locale).where(
    Customer.store_id == bindparam("store_id"),
    Customer.source == SOURCE,
    Customer.external_ref == bindparam("email"),
)


@dataclass(frozen=True)
class Guest:
    """What a guest said of themselves at a checkout."""

    email: str
    name: str
    country: str
    locale: str


class GuestRows:
    """Reads and writes guests in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def find(self, email: str) -> tuple[int, Guest] | None:
        """The guest of that address, who has no account."""
        given = {"store_id": self._store_id, "email": email}
        row = self._db.execute(_FIND, given).one_or_none()
        if row is None:
            return None
        return row.id, Guest(email, row.name or "", row.country or "", row.locale or "")

    def add(self, guest: Guest, seen_at: datetime) -> int | None:
        """The new guest's id; None when another transaction made them first, after its end."""
        row = {
            "store_id": self._store_id,
            "source": SOURCE,
            "external_ref": guest.email,
            "email": guest.email,
            **_said(guest),
            "is_guest": True,
            "first_seen_at": seen_at,
            "updated_at": seen_at,
        }
        return self._db.scalar(_ADD, row)

    def note(self, customer_id: int, guest: Guest, seen_at: datetime) -> None:
        """Takes over what the guest said last, unless they opened an account meanwhile."""
        mine = (
            Customer.store_id == self._store_id,
            Customer.id == customer_id,
            Customer.external_ref == guest.email,
        )
        said = _said(guest)
        self._db.execute(update(Customer).where(*mine).values(**said, updated_at=seen_at))

    def let_go(self, email: str) -> None:
        """Whoever types the address at a checkout from now on is another guest."""
        mine = (
            Customer.store_id == self._store_id,
            Customer.source == SOURCE,
            Customer.external_ref == email,
        )
        former = func.concat("former:", Customer.id)
        self._db.execute(update(Customer).where(*mine).values(external_ref=former))


def _said(guest: Guest) -> dict[str, str | None]:
    """What is not said is not known."""
    said = {"name": guest.name, "country": guest.country, "locale": guest.locale}
    return {name: value or None for name, value in said.items()}
