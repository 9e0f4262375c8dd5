"""What the numbers of tenancy mean."""

from __future__ import annotations

from app.modules.contracts.metric_description import (
    CurrencyPolicy,
    MetricCombination,
    MetricDescription,
    MetricKind,
    MetricLink,
    TimeBasis,
)

TOTAL_STORES = MetricDescription(
    key="tenancy.total_stores",
    label="Stores",
    definition="Stores linked to the platform at the end of the period; for a store: itself.",
    kind=MetricKind.STOCK,
    formula="count(stores:linked)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission="tenancy.view_team",
    link=MetricLink("stores", "linked"),
    audiences=("admin",),
    icon="store",
)
ACTIVE_STORES = MetricDescription(
    key="tenancy.active_stores",
    label="Active stores",
    definition="Linked stores that are open: opened and not closed by the end of the period.",
    kind=MetricKind.STOCK,
    formula="count(stores:active)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission="tenancy.view_team",
    link=MetricLink("stores", "active"),
    audiences=("admin",),
    icon="store",
)
MERCHANTS = MetricDescription(
    key="tenancy.merchants",
    label="Merchants",
    definition="Merchants with at least one store linked at the end of the period, each once.",
    kind=MetricKind.STOCK,
    formula="count(merchants:linked)",
    combines=MetricCombination.DISTINCT,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission="tenancy.view_merchants",
    link=MetricLink("merchants", "linked"),
    audiences=("admin",),
    icon="building-2",
)
TOTAL_USERS = MetricDescription(
    key="tenancy.total_users",
    label="Users",
    definition="People who can sign in to at least one of the stores, each counted once.",
    kind=MetricKind.STOCK,
    formula="count(team:users)",
    combines=MetricCombination.DISTINCT,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission="tenancy.view_team",
    link=MetricLink("team", "users"),
    icon="users",
)
TEAM_MEMBERS = MetricDescription(
    key="tenancy.team_members",
    label="Team members",
    definition="Memberships in the teams of the stores; a person in two stores counts twice.",
    kind=MetricKind.STOCK,
    formula="count(team:members)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission="tenancy.view_team",
    link=MetricLink("team", "members"),
    icon="users",
)
DOMAINS = MetricDescription(
    key="tenancy.domains",
    label="Domains",
    definition="Custom domains claimed by the stores, verified or not.",
    kind=MetricKind.STOCK,
    formula="count(domains:claimed)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission="tenancy.view_domains",
    link=MetricLink("domains", "claimed"),
    icon="globe",
)
VERIFIED_DOMAINS = MetricDescription(
    key="tenancy.verified_domains",
    label="Verified domains",
    definition="Custom domains whose ownership was proven, so that they are served.",
    kind=MetricKind.STOCK,
    formula="count(domains:verified)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission="tenancy.view_domains",
    link=MetricLink("domains", "verified"),
    icon="globe",
)

DESCRIPTIONS = (
    TOTAL_STORES,
    ACTIVE_STORES,
    MERCHANTS,
    TOTAL_USERS,
    TEAM_MEMBERS,
    DOMAINS,
    VERIFIED_DOMAINS,
)
