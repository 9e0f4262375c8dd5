"""Accounts of one store: who may sign in, and by which password.

Whoever locks several rows of a person locks the customer first, then the account, then what hangs
on it (sign-ins, ways to passwords and addresses), so that nobody waits in a ring.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.modules.customers.models import Account, Customer


@dataclass(frozen=True)
class AccountFacts:
    """An account as signing in sees it."""

    customer_id: int
    email: str
    password_hash: str


class AccountRows:
    """Reads and writes accounts in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def by_email(self, email: str) -> AccountFacts | None:
        """The account of that address, which is in the form in which addresses are kept."""
        return self._find(Account.email == email)

    def by_customer(self, customer_id: int) -> AccountFacts | None:
        return self._find(Account.customer_id == customer_id)

    def lock(self, customer_id: int) -> AccountFacts | None:
        """The account as it is now, and stays until the transaction ends; so does the customer."""
        customer = select(Customer.id).where(
            Customer.store_id == self._store_id, Customer.id == customer_id
        )
        self._db.execute(customer.with_for_update(key_share=True))
        return self._find(Account.customer_id == customer_id, lock=True)

    def add(self, account: AccountFacts, at: datetime) -> bool:
        """False when customer or address have an account already, perhaps since a moment."""
        row = {
            "store_id": self._store_id,
            "customer_id": account.customer_id,
            "email": account.email,
            "password_hash": account.password_hash,
            "confirmed_at": at,
            "password_changed_at": at,
        }
        statement = insert(Account).values(row).on_conflict_do_nothing()
        return self._db.scalar(statement.returning(Account.id)) is not None

    def set_password(self, customer_id: int, password_hash: str, at: datetime) -> None:
        values = {"password_hash": password_hash, "password_changed_at": at}
        self._db.execute(update(Account).where(self._is(customer_id)).values(values))

    def replace_hash(self, customer_id: int, password_hash: str) -> None:
        """Keeps the same password under a stronger hash."""
        change = update(Account).where(self._is(customer_id))
        self._db.execute(change.values(password_hash=password_hash))

    def set_email(self, customer_id: int, email: str) -> bool:
        """False when another account has the address."""
        change = update(Account).where(self._is(customer_id)).values(email=email)
        try:
            with self._db.begin_nested():
                self._db.execute(change)
        except IntegrityError:
            return False
        return True

    def _is(self, customer_id: int) -> ColumnElement[bool]:
        return (Account.store_id == self._store_id) & (Account.customer_id == customer_id)

    def _find(self, which: ColumnElement[bool], *, lock: bool = False) -> AccountFacts | None:
        statement = select(Account.customer_id, Account.email, Account.password_hash)
        statement = statement.where(Account.store_id == self._store_id, which)
        if lock:
            statement = statement.with_for_update(key_share=True)
        row = self._db.execute(statement).one_or_none()
        return None if row is None else AccountFacts(*row)
