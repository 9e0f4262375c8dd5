"""What the numbers of payments mean."""

from __future__ import annotations

from app.modules.contracts.metric_description import (
    CurrencyPolicy,
    MetricCombination,
    MetricDescription,
    MetricKind,
    MetricLink,
    MetricUnit,
    TimeBasis,
)

CAPTURED = MetricDescription(
    key="payments.captured",
    label="Payments received",
    definition="Money that was captured in the period; what was given back is not taken off.",
    kind=MetricKind.FLOW,
    formula="sum(payments:captured.amount)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.HAPPENED,
    currency=CurrencyPolicy.PER_CURRENCY,
    unit=MetricUnit.MONEY,
    minimum=0,
    permission="payments.view",
    link=MetricLink("payments", "captured"),
    icon="banknote",
)
FAILED_RATE = MetricDescription(
    key="payments.failed_rate",
    label="Declined payments",
    definition=(
        "Share of the attempts to pay that were declined, among those decided in the period; "
        "nothing without attempts."
    ),
    kind=MetricKind.RATIO,
    formula="count(payments:declined) / count(payments:decided)",
    combines=MetricCombination.RATIO_OF_SUMS,
    time_basis=TimeBasis.HAPPENED,
    currency=CurrencyPolicy.NONE,
    unit=MetricUnit.PERCENT,
    minimum=0,
    maximum=100,
    up_is_good=False,
    permission="payments.view",
    link=MetricLink("payments", "declined"),
    icon="circle-alert",
)

DESCRIPTIONS = (CAPTURED, FAILED_RATE)
