"""What became of an import, as its job kept it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.modules.contracts.imports import ImportReport, RefusedRow
from app.modules.marketplace.repositories.import_jobs import ImportJobs
from app.modules.marketplace.services.import_run import ImportRun

REPORTED_REFUSALS = 1000


def report_import(
    store_id: int, run: ImportRun, left_out: tuple[str, ...], levels_set: int = 0
) -> ImportReport:
    """The report of a run, in a transaction of its own."""
    with get_database().transaction(for_job=True) as db:
        enter_store(db, store_id)
        jobs = ImportJobs(db, store_id)
        job = jobs.get(run.job_id)
        good = job.created + job.updated + job.unchanged
        return ImportReport(
            rows=job.rows,
            created=0 if run.is_repeat else job.created,
            updated=0 if run.is_repeat else job.updated,
            unchanged=good if run.is_repeat else job.unchanged,
            skipped=job.skipped,
            refused_rows=job.failed,
            refused=tuple(islice(jobs.refusals(job.id), REPORTED_REFUSALS)),
            is_complete=job.is_complete,
            job_id=job.id,
            left_out=left_out,
            is_repeat=run.is_repeat,
            levels_set=levels_set,
        )


def refusals_of(store_id: int, job_id: int) -> Iterator[RefusedRow]:
    """All rows that an import refused, by line, read as they are needed."""
    with get_database().transaction(for_job=True) as db:
        enter_store(db, store_id)
        yield from ImportJobs(db, store_id).refusals(job_id)
