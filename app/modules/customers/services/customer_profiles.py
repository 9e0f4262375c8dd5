"""Customers one by one: looked up, and changed by themselves or by the store's team."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.http.cursors import Page, page_of, read_cursor
from app.kernel.vat_numbers import eu_vat_number
from app.modules.customers.exceptions import CustomerIsErased, UnknownCustomer, VatIdInvalid
from app.modules.customers.repositories.customer_changes import CustomerChanges
from app.modules.customers.repositories.customer_search import (
    CustomerSearch,
    FoundCustomer,
    Wanted,
)

CheckVersion = Callable[[int], None]


def find(db: Session, store_id: int, customer_id: int) -> FoundCustomer:
    """Raises UnknownCustomer."""
    found = CustomerSearch(db, store_id).find(customer_id)
    if found is None:
        raise UnknownCustomer
    return found


def page(
    db: Session,
    store_id: int,
    *,
    email: str,
    group_code: str | None,
    cursor: str | None,
    limit: int,
) -> Page[FoundCustomer]:
    """The newest first; `email` is the beginning of an address. Raises CursorInvalid."""
    after = read_cursor(cursor, [int])
    before_id = None if after is None else after[0]
    wanted = Wanted(email.strip().lower(), group_code, before_id, limit + 1)
    rows = CustomerSearch(db, store_id).page(wanted)
    return page_of(rows, limit, lambda found: [found.customer.id])


def change(
    db: Session,
    store_id: int,
    customer_id: int,
    values: Mapping[str, Any],
    check: CheckVersion,
) -> FoundCustomer:
    """Sets what is given: `name`, `phone`, `locale`, `vat_id`, `country`, `note`; None clears.

    `check` may refuse the version. Raises UnknownCustomer, CustomerIsErased or VatIdInvalid.
    """
    customer = CustomerChanges(db, store_id).lock(customer_id)
    if customer is None:
        raise UnknownCustomer
    check(customer.version)
    if customer.erased_at is not None:
        raise CustomerIsErased
    for name, value in values.items():
        setattr(customer, name, _kept(name, value))
    customer.updated_at = utc_now()
    customer.version += 1
    db.flush()
    return find(db, store_id, customer_id)


def _kept(name: str, value: str | None) -> str | None:
    if name == "note":
        return value or ""
    return _vat_id(value) if name == "vat_id" and value else value or None


def _vat_id(written: str) -> str:
    number = eu_vat_number(written)
    if number is None:
        raise VatIdInvalid
    return number
