"""Requests to erase customers of one store, and the erasing of the module's own rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import Update
from sqlalchemy.sql.expression import SQLColumnExpression

from app.kernel.database.locks import in_lock_order
from app.kernel.database.personal import came_with
from app.modules.contracts.personal_data import DataSubject
from app.modules.customers.models import (
    Account,
    Address,
    Customer,
    EmailChange,
    ErasureRequest,
    GroupMember,
    Registration,
)


class ErasureRequestRows:
    """Reads and writes requests in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id
        self._mine = ErasureRequest.store_id == store_id

    def add(self, customer_id: int, asked_by: str, at: datetime, due_at: datetime) -> int | None:
        """The new request's id; None when one is open."""
        row = {
            "store_id": self._store_id,
            "customer_id": customer_id,
            "asked_by": asked_by,
            "requested_at": at,
            "due_at": due_at,
        }
        statement = insert(ErasureRequest).values(row).on_conflict_do_nothing()
        return self._db.scalar(statement.returning(ErasureRequest.id))

    def latest(self, customer_id: int) -> ErasureRequest | None:
        """The customer's newest request."""
        statement = select(ErasureRequest).where(
            self._mine, ErasureRequest.customer_id == customer_id
        )
        statement = statement.order_by(ErasureRequest.id.desc()).limit(1)
        return self._db.scalar(statement.execution_options(populate_existing=True))

    def open_since(self, moment: datetime) -> Sequence[int]:
        """The requests from before the moment that were not met."""
        statement = select(ErasureRequest.id).where(
            self._mine, ErasureRequest.done_at.is_(None), ErasureRequest.requested_at < moment
        )
        return self._db.scalars(statement.order_by(ErasureRequest.id)).all()

    def lock_open(self, request_id: int) -> ErasureRequest | None:
        """The request, locked; None when it was met."""
        statement = select(ErasureRequest).where(
            self._mine, ErasureRequest.id == request_id, ErasureRequest.done_at.is_(None)
        )
        return self._db.scalar(
            statement.with_for_update().execution_options(populate_existing=True)
        )


class PersonRows:
    """What the module keeps of one person: a customer, and those of the same addresses.

    Another customer with an account of such an address is somebody else.
    """

    def __init__(self, db: Session, store_id: int, subject: DataSubject) -> None:
        self._db = db
        self._store_id = store_id
        self._subject = subject

    def customers(self, *, lock: bool = False) -> list[Customer]:
        """The person's rows, locked in the order of their ids; erased ones are not found again."""
        has_account = exists().where(
            Account.store_id == Customer.store_id, Account.customer_id == Customer.id
        )
        same_address = self._came_with(Customer.email, Customer.first_seen_at) & ~has_account
        statement = (
            select(Customer)
            .where(
                Customer.store_id == self._store_id,
                or_(Customer.id == self._subject.customer_id, same_address),
                Customer.erased_at.is_(None),
            )
            .order_by(Customer.id)
        )
        if lock:
            statement = in_lock_order(statement, Customer)
        return list(self._db.scalars(statement.execution_options(populate_existing=True)))

    def registrations(self) -> Sequence[Registration]:
        """Registrations of the addresses that nobody confirmed."""
        statement = select(Registration).where(self._of_address())
        return self._db.scalars(statement.order_by(Registration.id)).all()

    def email_changes(self, customer_ids: Sequence[int]) -> Sequence[EmailChange]:
        statement = select(EmailChange).where(
            EmailChange.store_id == self._store_id, EmailChange.customer_id.in_(customer_ids)
        )
        return self._db.scalars(statement.order_by(EmailChange.id)).all()

    def erase(self, references: dict[int, str], at: datetime) -> int:
        """Deletes what hangs on the customers, and leaves of each their reference. How many rows.

        The caller has locked them.
        """
        touched = 0
        for table in (Account, Address, EmailChange, GroupMember):
            mine = (table.store_id == self._store_id) & table.customer_id.in_(list(references))
            touched += len(self._db.execute(delete(table).where(mine).returning(table.id)).all())
        gone = delete(Registration).where(self._of_address()).returning(Registration.id)
        touched += len(self._db.execute(gone).all())
        for customer_id, reference in references.items():
            self._db.execute(self._blanked(customer_id, reference, at))
        return touched + len(references)

    def _blanked(self, customer_id: int, reference: str, at: datetime) -> Update:
        mine = (Customer.store_id == self._store_id, Customer.id == customer_id)
        return (
            update(Customer)
            .where(*mine)
            .values(
                external_ref=reference,
                name=None,
                email=None,
                phone=None,
                vat_id=None,
                note="",
                country=None,
                locale=None,
                erased_at=at,
                updated_at=at,
                version=Customer.version + 1,
            )
        )

    def _of_address(self) -> ColumnElement[bool]:
        typed = self._came_with(Registration.email, Registration.created_at)
        return (Registration.store_id == self._store_id) & typed

    def _came_with(
        self, email: SQLColumnExpression[Any], at: SQLColumnExpression[Any]
    ) -> ColumnElement[bool]:
        return came_with(email, at, self._subject.emails, self._subject.given_up)
