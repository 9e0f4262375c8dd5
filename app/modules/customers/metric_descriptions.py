"""What the numbers of customers mean."""

from __future__ import annotations

from app.modules.contracts.metric_description import MetricDescription, MetricKind, MetricLink

TOTAL = MetricDescription(
    key="customers.total",
    label="Customers",
    definition=(
        "Customers that a store has seen by the end of the period, each once per store; "
        "guests count where the source names them."
    ),
    kind=MetricKind.STOCK,
    permission="customers.view",
    link=MetricLink("customers", "all"),
    icon="users",
)
NEW = MetricDescription(
    key="customers.new",
    label="New customers",
    definition="Customers, accounts or guests, that a store saw for the first time in the period.",
    kind=MetricKind.FLOW,
    permission="customers.view",
    link=MetricLink("customers", "new"),
    icon="user-plus",
)

DESCRIPTIONS = (TOTAL, NEW)
