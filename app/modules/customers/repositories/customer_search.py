"""Customers of one store as its team looks them up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from app.modules.customers.models import Account, Consent, Customer, CustomerGroup, GroupMember

_HIGHEST = "\U0010ffff"


@dataclass(frozen=True)
class Wanted:
    """What to look for; `email` is the beginning of an address, in lower case."""

    email: str = ""
    group_code: str | None = None
    before_id: int | None = None
    limit: int = 50


@dataclass(frozen=True)
class FoundCustomer:
    """A customer with what hangs on them: groups, whether they have an account, consents."""

    customer: Customer
    group_codes: tuple[str, ...]
    has_account: bool
    consents: tuple[str, ...]


class CustomerSearch:
    """Finds customers in the caller's scope; each call is one statement."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._mine = Customer.store_id == store_id

    def find(self, customer_id: int) -> FoundCustomer | None:
        rows = self._read(_with_extras().where(self._mine, Customer.id == customer_id))
        return rows[0] if rows else None

    def page(self, wanted: Wanted) -> Sequence[FoundCustomer]:
        """The newest first, those before the id."""
        statement = _with_extras().where(self._mine)
        if wanted.email:
            # A comparison that an index answers, under row level security too; LIKE would not.
            statement = statement.where(
                Customer.email >= wanted.email, Customer.email < wanted.email + _HIGHEST
            )
        if wanted.group_code is not None:
            statement = statement.where(_is_in_group(wanted.group_code))
        if wanted.before_id is not None:
            statement = statement.where(Customer.id < wanted.before_id)
        return self._read(statement.order_by(Customer.id.desc()).limit(wanted.limit))

    def _read(self, statement: Select[*tuple[Any, ...]]) -> list[FoundCustomer]:
        rows = self._db.execute(statement.execution_options(populate_existing=True))
        return [
            FoundCustomer(customer, tuple(codes or ()), has_account, tuple(consents or ()))
            for customer, codes, has_account, consents in rows
        ]


def _with_extras() -> Select[*tuple[Any, ...]]:
    codes = (
        select(func.array_agg(aggregate_order_by(CustomerGroup.code, CustomerGroup.code)))
        .join(
            GroupMember,
            (GroupMember.store_id == CustomerGroup.store_id)
            & (GroupMember.group_id == CustomerGroup.id),
        )
        .where(GroupMember.store_id == Customer.store_id, GroupMember.customer_id == Customer.id)
        .scalar_subquery()
    )
    account = exists().where(
        Account.store_id == Customer.store_id, Account.customer_id == Customer.id
    )
    consents = (
        select(func.array_agg(aggregate_order_by(Consent.kind, Consent.kind)))
        .where(
            Consent.store_id == Customer.store_id,
            Consent.customer_id == Customer.id,
            Consent.withdrawn_at.is_(None),
        )
        .scalar_subquery()
    )
    statement: Select[*tuple[Any, ...]] = select(Customer, codes, account, consents)
    return statement


def _is_in_group(code: str) -> ColumnElement[bool]:
    return exists().where(
        GroupMember.store_id == Customer.store_id,
        GroupMember.customer_id == Customer.id,
        CustomerGroup.store_id == GroupMember.store_id,
        CustomerGroup.id == GroupMember.group_id,
        CustomerGroup.code == code,
    )
