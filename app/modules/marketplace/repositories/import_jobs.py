"""Import jobs of one store and what they refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.modules.contracts.imports import RefusedRow
from app.modules.marketplace.models import ImportJob, ImportRefusal

_PAGE = 1000


class ImportJobs:
    """Reads and writes in the caller's transaction and store scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def find(self, external_ref: str) -> ImportJob | None:
        """The job of that source, or None."""
        return self._db.scalars(
            select(ImportJob).where(
                ImportJob.store_id == self._store_id, ImportJob.external_ref == external_ref
            )
        ).one_or_none()

    def get(self, job_id: int) -> ImportJob:
        """The job of that id. Raises NoResultFound for an unknown one."""
        return self._db.scalars(
            select(ImportJob).where(ImportJob.store_id == self._store_id, ImportJob.id == job_id)
        ).one()

    def lock(self, job_id: int) -> ImportJob:
        """The job as it stands now, locked until the transaction ends."""
        return self._db.scalars(
            select(ImportJob)
            .where(ImportJob.store_id == self._store_id, ImportJob.id == job_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).one()

    def add(self, values: Mapping[str, Any]) -> ImportJob:
        """A new job. Raises IntegrityError when its source is known."""
        job = ImportJob(store_id=self._store_id, **values)
        self._db.add(job)
        self._db.flush()
        return job

    def add_refusals(self, job: ImportJob, refused: Sequence[RefusedRow]) -> None:
        """Adds to the refusals of a job, of which it counts `failed` so far."""
        if not refused:
            return
        self._db.execute(
            insert(ImportRefusal),
            [
                {
                    "store_id": self._store_id,
                    "job_id": job.id,
                    "position": job.failed + number,
                    "line": row.line or None,
                    "problem": row.problem,
                    "reason": row.reason,
                    "text": row.text,
                }
                for number, row in enumerate(refused, start=1)
            ],
        )

    def refusals(self, job_id: int) -> Iterator[RefusedRow]:
        """The refusals of a job in the order of the file, a page at a time."""
        after, page = 0, self._refusals_after(job_id, 0)
        while page:
            for refusal in page:
                after = refusal.position
                line = refusal.line or 0
                yield RefusedRow(line, refusal.reason, refusal.text, refusal.problem)
            page = self._refusals_after(job_id, after)

    def _refusals_after(self, job_id: int, position: int) -> Sequence[Any]:
        return self._db.execute(
            select(
                ImportRefusal.position,
                ImportRefusal.line,
                ImportRefusal.reason,
                ImportRefusal.text,
                ImportRefusal.problem,
            )
            .where(
                ImportRefusal.store_id == self._store_id,
                ImportRefusal.job_id == job_id,
                ImportRefusal.position > position,
            )
            .order_by(ImportRefusal.position)
            .limit(_PAGE)
        ).all()
