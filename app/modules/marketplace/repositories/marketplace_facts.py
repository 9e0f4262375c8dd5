"""When imports ran, what became of their rows, and what waits: the facts behind the numbers."""

from __future__ import annotations

from app.kernel.database.daily_figures import Fact
from app.kernel.database.figure_source import FigureSource, Since, StoreIds, of_stores
from app.modules.marketplace.models import ImportJob, StagingProduct

ROWS_TAKEN = "marketplace.rows_taken"
ROWS_PROCESSED = "marketplace.rows_processed"
ROWS_FAILED = "marketplace.rows_failed"


def marketplace_facts(store_ids: StoreIds, _since: Since) -> list[Fact]:
    """Facts of these stores' imports; rows are dated by the start of their import."""
    started_at = ImportJob.started_at.expression
    jobs = [of_stores(ImportJob.store_id, store_ids)]
    staged = [of_stores(StagingProduct.store_id, store_ids)]
    taken = ImportJob.created + ImportJob.updated + ImportJob.unchanged
    key_running, key_staging = "marketplace.running_jobs", "marketplace.staging_products"
    finished_at = ImportJob.finished_at.expression
    resolved_at = StagingProduct.resolved_at.expression
    staged_at = StagingProduct.staged_at.expression
    failed = ImportJob.failed.expression
    of_job = {"job": ImportJob.id}
    of_staged = {"staged": StagingProduct.id}
    return [
        Fact("marketplace.import_jobs", ImportJob, started_at, jobs, touched_by=of_job),
        Fact(key_running, ImportJob, started_at, jobs, touched_by=of_job),
        Fact(key_running, ImportJob, finished_at, jobs, sign=-1, touched_by=of_job),
        Fact(key_staging, StagingProduct, staged_at, staged, touched_by=of_staged),
        Fact(key_staging, StagingProduct, resolved_at, staged, sign=-1, touched_by=of_staged),
        Fact(ROWS_TAKEN, ImportJob, started_at, jobs, amount=taken, touched_by=of_job),
        Fact(ROWS_PROCESSED, ImportJob, started_at, jobs, amount=taken + failed, touched_by=of_job),
        Fact(ROWS_FAILED, ImportJob, started_at, jobs, amount=failed, touched_by=of_job),
    ]


MARKETPLACE_FIGURES = FigureSource(
    module="marketplace",
    measures=(
        "marketplace.import_jobs",
        "marketplace.running_jobs",
        "marketplace.staging_products",
        ROWS_TAKEN,
        ROWS_PROCESSED,
        ROWS_FAILED,
    ),
    facts=marketplace_facts,
)
