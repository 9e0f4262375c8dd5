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
ERASURE_REQUESTS_OPEN = MetricDescription(
    key="customers.erasure_requests_open",
    label="Open requests to erase",
    definition=(
        "Requests to erase a customer's data that at the end of the period had been made and not "
        "met."
    ),
    kind=MetricKind.STOCK,
    formula="count(customers:to_be_erased)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    up_is_good=False,
    permission="customers.view",
    link=MetricLink("customers", "to_be_erased"),
    icon="hourglass",
)

DESCRIPTIONS = (TOTAL, NEW, ERASURE_REQUESTS_OPEN)
