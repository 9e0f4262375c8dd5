"""The rows behind the numbers of customers, for the list page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from app.kernel.clock import utc_now
from app.modules.contracts.listings import ListScope
from app.modules.customers.models import Customer, ErasureRequest
from app.modules.tenancy.models import Store


def customer_rows(view_code: str, scope: ListScope) -> Select[*tuple[Any, ...]]:
    """Customers seen by the end of the window; in the view "new" also not before its start.

    In the view "to_be_erased" those whose erasing had been asked for by then, and was not done.
    """
    end = scope.end or utc_now()
    statement: Select[*tuple[Any, ...]] = (
        select(
            Customer.id.label("id"),
            Store.name.label("store_name"),
            Customer.name.label("name"),
            Customer.email.label("email"),
            Customer.country.label("country"),
            Customer.first_seen_at.label("first_seen_at"),
            Customer.is_guest.label("is_guest"),
        )
        .join(Store, Store.id == Customer.store_id)
        .where(Customer.store_id.in_(scope.store_ids))
        .where(Customer.first_seen_at < end)
    )
    if view_code == "to_be_erased":
        return statement.where(_waits_to_be_erased(end))
    if view_code == "new" and scope.start is not None:
        return statement.where(Customer.first_seen_at >= scope.start)
    return statement


def _waits_to_be_erased(at: datetime) -> ColumnElement[bool]:
    request = ErasureRequest
    return exists().where(
        and_(
            request.store_id == Customer.store_id,
            request.customer_id == Customer.id,
            request.requested_at < at,
            or_(request.done_at.is_(None), request.done_at >= at),
        )
    )
