"""The list pages of customers."""

from __future__ import annotations

from app.modules.contracts.listings import Column, ColumnKind, Listing, ListView
from app.modules.customers.repositories.customer_rows import customer_rows

CUSTOMERS = Listing(
    code="customers",
    module="customers",
    text="customers-list-customers",
    permission="customers.view",
    columns=(
        Column("name", "customers-column-name", is_searched=True),
        Column("email", "customers-column-email", is_searched=True),
        Column("country", "customers-column-country", is_searched=True),
        Column("first_seen_at", "customers-column-first-seen-at", ColumnKind.DATETIME),
        Column("is_guest", "customers-column-is-guest", ColumnKind.YES_NO),
    ),
    views=(
        ListView("all", "customers-view-all", counts={"customers.total": ""}),
        ListView("new", "customers-view-new", time="first_seen_at", counts={"customers.new": ""}),
        ListView(
            "to_be_erased",
            "customers-view-to-be-erased",
            counts={"customers.erasure_requests_open": ""},
        ),
    ),
    statement=customer_rows,
    default_sort="-first_seen_at",
    icon="users",
)

LISTINGS = (CUSTOMERS,)
