"""The list pages of marketplace."""

from __future__ import annotations

from app.modules.contracts.listings import Column, ColumnKind, Listing, ListView
from app.modules.marketplace.repositories.import_rows import job_rows, refusal_rows, staging_rows

STATE = Column(
    "state",
    "marketplace-column-state",
    ColumnKind.BADGE,
    tones={"running": "accent", "finished": "ok", "failed": "bad"},
)
FILE_NAME = Column("file_name", "marketplace-column-file-name", is_searched=True)
FAILURES = (
    "empty",
    "error",
    "interrupted",
    "not-text",
    "too-large",
    "unreadable",
    "wrong-columns",
)
FAILED = Column("failed", "marketplace-column-failed", ColumnKind.NUMBER)

IMPORTS = Listing(
    code="imports",
    module="marketplace",
    text="marketplace-list-imports",
    permission="marketplace.view",
    columns=(
        FILE_NAME,
        Column("kind", "marketplace-column-kind", ColumnKind.CODE, is_searched=True),
        STATE,
        Column("started_at", "marketplace-column-started-at", ColumnKind.DATETIME),
        Column("rows", "marketplace-column-rows", ColumnKind.NUMBER),
        Column("created", "marketplace-column-created", ColumnKind.NUMBER),
        Column("updated", "marketplace-column-updated", ColumnKind.NUMBER),
        Column("unchanged", "marketplace-column-unchanged", ColumnKind.NUMBER),
        Column("skipped", "marketplace-column-skipped", ColumnKind.NUMBER),
        FAILED,
        Column(
            "failure",
            "marketplace-column-failure",
            ColumnKind.BADGE,
            is_sorted=False,
            tones=dict.fromkeys(FAILURES, "bad"),
        ),
    ),
    views=(
        ListView(
            "started",
            "marketplace-view-started",
            time="started_at",
            counts={"marketplace.import_jobs": ""},
        ),
        ListView("running", "marketplace-view-running", counts={"marketplace.running_jobs": ""}),
        ListView("to-check", "marketplace-view-to-check"),
    ),
    statement=job_rows,
    default_sort="-started_at",
    icon="import",
)
REFUSALS = Listing(
    code="refusals",
    module="marketplace",
    text="marketplace-list-refusals",
    permission="marketplace.view",
    columns=(
        FILE_NAME,
        Column("line", "marketplace-column-line", ColumnKind.NUMBER),
        Column("problem", "marketplace-column-problem", ColumnKind.BADGE),
        Column("reason", "marketplace-column-reason", is_searched=True),
        Column("text", "marketplace-column-text", ColumnKind.CODE, is_searched=True),
        Column("started_at", "marketplace-column-started-at", ColumnKind.DATETIME),
    ),
    views=(
        ListView(
            "refused",
            "marketplace-view-refused",
            time="started_at",
            counts={"marketplace.rows_failed": ""},
        ),
    ),
    statement=refusal_rows,
    default_sort="-started_at",
    icon="triangle-alert",
)
STAGING = Listing(
    code="staging",
    module="marketplace",
    text="marketplace-list-staging",
    permission="marketplace.view",
    columns=(
        Column("title", "marketplace-column-title", is_searched=True),
        Column("sku", "marketplace-column-sku", ColumnKind.CODE, is_searched=True),
        Column("price_minor", "marketplace-column-price", ColumnKind.MONEY, currency="currency"),
        FILE_NAME,
        Column("staged_at", "marketplace-column-staged-at", ColumnKind.DATETIME),
        Column("resolved_at", "marketplace-column-resolved-at", ColumnKind.DATETIME),
    ),
    views=(
        ListView(
            "waiting", "marketplace-view-waiting", counts={"marketplace.staging_products": ""}
        ),
        ListView("all", "marketplace-view-all-staged"),
    ),
    statement=staging_rows,
    default_sort="-staged_at",
    icon="package",
)

LISTINGS = (IMPORTS, REFUSALS, STAGING)
