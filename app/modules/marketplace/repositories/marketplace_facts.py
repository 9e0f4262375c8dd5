"""When imports ran, what became of their rows, and what waits: the facts behind the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from app.kernel.database.daily_figures import Fact
from app.modules.marketplace.models import ImportJob, StagingProduct

ROWS_TAKEN = "marketplace.rows_taken"
ROWS_PROCESSED = "marketplace.rows_processed"


def marketplace_facts(store_ids: Sequence[int]) -> list[Fact]:
    """Facts of these stores' imports; rows are dated by the start of their import."""
    started_at = ImportJob.started_at.expression
    jobs = [ImportJob.store_id.in_(store_ids)]
    staged = [StagingProduct.store_id.in_(store_ids)]
    taken = ImportJob.created + ImportJob.updated + ImportJob.unchanged
    key_running, key_staging = "marketplace.running_jobs", "marketplace.staging_products"
    finished_at = ImportJob.finished_at.expression
    resolved_at = StagingProduct.resolved_at.expression
    return [
        Fact("marketplace.import_jobs", ImportJob, started_at, jobs),
        Fact(key_running, ImportJob, started_at, jobs),
        Fact(key_running, ImportJob, finished_at, jobs, sign=-1),
        Fact(key_staging, StagingProduct, StagingProduct.staged_at.expression, staged),
        Fact(key_staging, StagingProduct, resolved_at, staged, sign=-1),
        Fact(ROWS_TAKEN, ImportJob, started_at, jobs, amount=taken),
        Fact(ROWS_PROCESSED, ImportJob, started_at, jobs, amount=taken + ImportJob.failed),
        Fact(
            "marketplace.rows_failed",
            ImportJob,
            started_at,
            jobs,
            amount=ImportJob.failed.expression,
        ),
    ]
