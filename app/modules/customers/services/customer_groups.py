"""Groups of customers: made, named and filled by the store's team."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.kernel.http.cursors import Page, page_of, read_cursor
from app.modules.customers.exceptions import (
    CustomerIsErased,
    GroupCodeTaken,
    UnknownCustomer,
    UnknownGroup,
)
from app.modules.customers.models import CustomerGroup
from app.modules.customers.repositories.customer_changes import CustomerChanges
from app.modules.customers.repositories.group_rows import GroupRows

CheckVersion = Callable[[int], None]


def page(db: Session, store_id: int, cursor: str | None, limit: int) -> Page[CustomerGroup]:
    """The oldest first. Raises CursorInvalid."""
    after = read_cursor(cursor, [int])
    rows = GroupRows(db, store_id).page(0 if after is None else after[0], limit + 1)
    return page_of(rows, limit, lambda group: [group.id])


def find(db: Session, store_id: int, group_id: int, *, lock: bool = False) -> CustomerGroup:
    """Raises UnknownGroup."""
    group = GroupRows(db, store_id).find(group_id, lock=lock)
    if group is None:
        raise UnknownGroup
    return group


def make(db: Session, store_id: int, code: str, name: str) -> CustomerGroup:
    """Raises GroupCodeTaken."""
    group_id = GroupRows(db, store_id).add(code, name)
    if group_id is None:
        raise GroupCodeTaken
    return find(db, store_id, group_id)


def change(
    db: Session,
    store_id: int,
    group_id: int,
    check: CheckVersion,
    *,
    code: str | None,
    name: str | None,
) -> CustomerGroup:
    """Sets what is given. Raises UnknownGroup or GroupCodeTaken, and what `check` raises."""
    group = find(db, store_id, group_id, lock=True)
    check(group.version)
    try:
        with db.begin_nested():
            group.code, group.name = code or group.code, name or group.name
            group.version += 1
            db.flush()
    except IntegrityError:
        raise GroupCodeTaken from None
    return group


def remove(db: Session, store_id: int, group_id: int, check: CheckVersion) -> None:
    """The group is gone; its members stay customers. Raises UnknownGroup."""
    check(find(db, store_id, group_id, lock=True).version)
    GroupRows(db, store_id).remove(group_id)


def join(db: Session, store_id: int, group_id: int, customer_id: int) -> None:
    """Raises UnknownGroup, UnknownCustomer or CustomerIsErased."""
    find(db, store_id, group_id, lock=True)
    customer = CustomerChanges(db, store_id).lock(customer_id)
    if customer is None:
        raise UnknownCustomer
    if customer.erased_at is not None:
        raise CustomerIsErased
    GroupRows(db, store_id).join(group_id, customer_id)


def leave(db: Session, store_id: int, group_id: int, customer_id: int) -> None:
    """Raises UnknownGroup; somebody who is not in it is not in it afterwards."""
    find(db, store_id, group_id)
    GroupRows(db, store_id).leave(group_id, customer_id)
