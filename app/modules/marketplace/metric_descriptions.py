"""What the numbers of marketplace mean."""

from __future__ import annotations

from app.modules.contracts.metric_description import (
    MetricDescription,
    MetricKind,
    MetricLink,
    MetricUnit,
)

IMPORT_JOBS = MetricDescription(
    key="marketplace.import_jobs",
    label="Imports",
    definition="Imports that were started in the period, whatever became of them.",
    kind=MetricKind.FLOW,
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
    up_is_good=False,
    permission="marketplace.view",
    link=MetricLink("refusals", "refused"),
    icon="triangle-alert",
    is_work=True,
)

DESCRIPTIONS = (IMPORT_JOBS, RUNNING_JOBS, STAGING_PRODUCTS, SUCCESS_RATE, ROWS_FAILED)
