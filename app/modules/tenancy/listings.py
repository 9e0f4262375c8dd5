"""The list pages of tenancy."""

from __future__ import annotations

from app.modules.contracts.listings import Column, ColumnKind, Listing, ListView
from app.modules.tenancy.repositories.listing_rows import (
    audit_rows,
    domain_rows,
    merchant_rows,
    store_rows,
    team_rows,
)

ROLE_TONES = {"owner": "accent", "manager": "accent"}

STORES = Listing(
    code="stores",
    is_store_owned=False,
    module="tenancy",
    text="tenancy-list-stores",
    permission="tenancy.view_team",
    columns=(
        Column("name", "tenancy-column-name", is_searched=True),
        Column("code", "tenancy-column-code", ColumnKind.CODE, is_searched=True),
        Column("merchant", "tenancy-column-merchant", is_searched=True),
        Column("currency", "tenancy-column-currency", ColumnKind.CODE),
        Column("time_zone", "tenancy-column-time-zone"),
        Column("linked_at", "tenancy-column-linked-at", ColumnKind.DATETIME),
        Column("opened_at", "tenancy-column-opened-at", ColumnKind.DATETIME),
    ),
    views=(
        ListView("linked", "tenancy-view-linked", counts={"tenancy.total_stores": ""}),
        ListView("active", "tenancy-view-active", counts={"tenancy.active_stores": ""}),
    ),
    statement=store_rows,
    default_sort="name",
    audiences=("admin",),
    icon="store",
)
MERCHANTS = Listing(
    code="merchants",
    is_store_owned=False,
    module="tenancy",
    text="tenancy-list-merchants",
    permission="tenancy.view_merchants",
    columns=(
        Column("name", "tenancy-column-name", is_searched=True),
        Column("code", "tenancy-column-code", ColumnKind.CODE, is_searched=True),
        Column("stores", "tenancy-column-stores", ColumnKind.NUMBER),
        Column("since", "tenancy-column-since", ColumnKind.DATETIME),
    ),
    views=(ListView("linked", "tenancy-view-merchants-linked", counts={"tenancy.merchants": ""}),),
    statement=merchant_rows,
    default_sort="name",
    audiences=("admin",),
    icon="briefcase",
)
TEAM = Listing(
    code="team",
    module="tenancy",
    text="tenancy-list-team",
    permission="tenancy.view_team",
    columns=(
        Column("name", "tenancy-column-name", is_searched=True),
        Column("email", "tenancy-column-email", is_searched=True),
        Column("role", "tenancy-column-role", ColumnKind.BADGE, tones=ROLE_TONES),
        Column("joined_at", "tenancy-column-joined-at", ColumnKind.DATETIME),
    ),
    views=(
        ListView("members", "tenancy-view-members", counts={"tenancy.team_members": ""}),
        ListView("users", "tenancy-view-users", counts={"tenancy.total_users": ""}),
    ),
    statement=team_rows,
    default_sort="name",
    icon="users-round",
)
DOMAINS = Listing(
    code="domains",
    module="tenancy",
    text="tenancy-list-domains",
    permission="tenancy.view_domains",
    columns=(
        Column("hostname", "tenancy-column-hostname", ColumnKind.CODE, is_searched=True),
        Column("created_at", "tenancy-column-created-at", ColumnKind.DATETIME),
        Column("verified_at", "tenancy-column-verified-at", ColumnKind.DATETIME),
    ),
    views=(
        ListView("claimed", "tenancy-view-claimed", counts={"tenancy.domains": ""}),
        ListView("verified", "tenancy-view-verified", counts={"tenancy.verified_domains": ""}),
    ),
    statement=domain_rows,
    default_sort="hostname",
    icon="globe",
)
AUDIT = Listing(
    code="audit",
    is_store_owned=False,
    module="tenancy",
    text="tenancy-list-audit",
    permission="tenancy.view_audit",
    columns=(
        Column("happened_at", "tenancy-column-happened-at", ColumnKind.DATETIME),
        Column("act", "tenancy-column-act", ColumnKind.CODE, is_searched=True),
        Column("actor", "tenancy-column-actor", is_searched=True),
        Column("platform", "tenancy-column-platform", is_searched=True),
        Column("store", "tenancy-column-store", is_searched=True),
        Column("details", "tenancy-column-details", is_searched=True, is_sorted=False),
    ),
    views=(ListView("acts", "tenancy-view-acts", time="happened_at"),),
    statement=audit_rows,
    default_sort="-happened_at",
    audiences=("admin",),
    icon="scroll-text",
)

LISTINGS = (STORES, MERCHANTS, TEAM, DOMAINS, AUDIT)
