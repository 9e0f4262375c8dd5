"""Records imports that ran elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from app.modules.contracts.imports import ImportJobIn, RefusedRow, StagingProductIn
from app.modules.contracts.intake import IntakeCount
from app.modules.core.services.figure_change import FigureChange
from app.modules.marketplace.exceptions import UnknownImportJob
from app.modules.marketplace.repositories.marketplace_facts import MARKETPLACE_FIGURES
from app.modules.marketplace.repositories.recorder_writing import RecorderWriting

UNEXPLAINED = RefusedRow(0, "The source did not say why", "", "other")


class ImportRecorderService:
    """Fulfils the contract `ImportRecorder`; what a batch names twice stands as named last."""

    def take_jobs(self, db: Session, store_id: int, jobs: Sequence[ImportJobIn]) -> IntakeCount:
        """See the contract. A job whose refusals alone changed counts as updated."""
        distinct = {job.external_ref: job for job in jobs}
        writing = RecorderWriting(db, store_id)
        rows = [_job_row(job) for job in distinct.values()]
        change = FigureChange(db, store_id, MARKETPLACE_FIGURES)
        change.lock(f"job {ref}" for ref in distinct)
        known = writing.lock_jobs(rows)
        change.before(job=list(known.values()))
        written, new_ids = writing.upsert_jobs(rows)
        ids = {**known, **new_ids}
        change.after(job=list(ids.values()))
        touched = writing.replace_refusals({ids[ref]: _refusals(j) for ref, j in distinct.items()})
        created = frozenset(written.created)
        updated = (frozenset(written.updated) | touched) - created
        unchanged = len(distinct) - len(created) - len(updated)
        return IntakeCount(len(created), len(updated), unchanged)

    def take_staging(
        self, db: Session, store_id: int, products: Sequence[StagingProductIn]
    ) -> IntakeCount:
        distinct = {product.external_ref: product for product in products}
        writing = RecorderWriting(db, store_id)
        ids = writing.job_ids([product.job_ref for product in distinct.values()])
        rows = [_staging_row(product, ids) for product in distinct.values()]
        change = FigureChange(db, store_id, MARKETPLACE_FIGURES)
        change.lock(f"staged {ref}" for ref in distinct)
        known = writing.lock_staging(rows)
        change.before(staged=known)
        written = writing.upsert_staging(rows)
        change.after(staged=sorted({*known, *written.created, *written.updated}))
        created, updated = len(written.created), len(written.updated)
        return IntakeCount(created, updated, len(distinct) - created - updated)


def _refusals(job: ImportJobIn) -> list[RefusedRow]:
    """One entry for each failed row, so that the list is as long as the number says."""
    return [*job.reasons, *[UNEXPLAINED] * (job.failed - len(job.reasons))]


def _job_row(job: ImportJobIn) -> dict[str, Any]:
    row = asdict(job)
    row["failed"] = max(job.failed, len(row.pop("reasons")))
    return row


def _staging_row(product: StagingProductIn, job_ids: dict[str, int]) -> dict[str, Any]:
    if product.job_ref not in job_ids:
        raise UnknownImportJob(job_ref=product.job_ref)
    row = asdict(product)
    row["job_id"] = job_ids[row.pop("job_ref")]
    return row


import_recorder = ImportRecorderService()
