"""What the numbers of marketplace mean."""

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

IMPORT_JOBS = MetricDescription(
    key="marketplace.import_jobs",
    label="Imports",
    definition="Imports that were started in the period, whatever became of them.",
    kind=MetricKind.FLOW,
    formula="count(imports:started)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.STARTED,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    up_is_good=None,
    permission="marketplace.view",
    link=MetricLink("imports", "started"),
    icon="import",
)
RUNNING_JOBS = MetricDescription(
    key="marketplace.running_jobs",
    label="Running imports",
    definition="Imports under way at the end of the period: neither finished nor broken off.",
    kind=MetricKind.STOCK,
    formula="count(imports:running)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    up_is_good=None,
    permission="marketplace.view",
    link=MetricLink("imports", "running"),
    icon="refresh-cw",
)
STAGING_PRODUCTS = MetricDescription(
    key="marketplace.staging_products",
    label="Products to review",
    definition="Imported products put aside that wait for a decision at the end of the period.",
    kind=MetricKind.STOCK,
    formula="count(staging:waiting)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    up_is_good=False,
    permission="marketplace.view",
    link=MetricLink("staging", "waiting"),
    icon="package",
    is_work=True,
)
SUCCESS_RATE = MetricDescription(
    key="marketplace.success_rate",
    label="Import success rate",
    definition=(
        "(Rows created + updated + unchanged) / rows processed, of imports started in the period. "
        "Rows processed are these and the failed ones; skipped duplicates are left out."
    ),
    kind=MetricKind.RATIO,
    formula=(
        "100 * (sum(imports:started.created) + sum(imports:started.updated) + "
        "sum(imports:started.unchanged)) / (sum(imports:started.created) + "
        "sum(imports:started.updated) + sum(imports:started.unchanged) + "
        "sum(imports:started.failed))"
    ),
    combines=MetricCombination.RATIO_OF_SUMS,
    time_basis=TimeBasis.STARTED,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    maximum=100,
    unit=MetricUnit.PERCENT,
    permission="marketplace.view",
    link=MetricLink("imports", "started"),
    icon="circle-check",
)
ROWS_FAILED = MetricDescription(
    key="marketplace.rows_failed",
    label="Refused rows",
    definition="Rows that could not be used, of imports started in the period.",
    kind=MetricKind.FLOW,
    formula="count(refusals:refused)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.STARTED,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    up_is_good=False,
    permission="marketplace.view",
    link=MetricLink("refusals", "refused"),
    icon="triangle-alert",
    is_work=True,
)

DESCRIPTIONS = (IMPORT_JOBS, RUNNING_JOBS, STAGING_PRODUCTS, SUCCESS_RATE, ROWS_FAILED)
