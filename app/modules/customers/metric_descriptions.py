"""What the numbers of customers mean."""

from __future__ import annotations

from app.modules.contracts.metric_description import (
    CurrencyPolicy,
    MetricCombination,
    MetricDescription,
    MetricKind,
    MetricLink,
    TimeBasis,
)

TOTAL = MetricDescription(
    key="customers.total",
    label="Customers",
    definition=(
        "Customers that a store has seen by the end of the period, each once per store; "
        "guests count where the source names them."
    ),
    kind=MetricKind.STOCK,
    formula="count(customers:all)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission="customers.view",
    link=MetricLink("customers", "all"),
    icon="users",
)
NEW = MetricDescription(
    key="customers.new",
    label="New customers",
    definition="Customers, accounts or guests, that a store saw for the first time in the period.",
    kind=MetricKind.FLOW,
    formula="count(customers:new)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.FIRST_SEEN,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission="customers.view",
    link=MetricLink("customers", "new"),
    icon="user-plus",
)

DESCRIPTIONS = (TOTAL, NEW)
