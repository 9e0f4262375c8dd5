"""Writing imports that ran elsewhere, and what they staged, in batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, and_, delete, or_
from sqlalchemy.orm import Session

from app.kernel.database.upsert import Merge, Upserted, ids_by_key, lock_known, upsert_rows
from app.modules.contracts.imports import RefusedRow
from app.modules.marketplace.models import ImportJob, ImportRefusal, StagingProduct

Rows = Sequence[Mapping[str, Any]]
_JOBS = cast("Table", ImportJob.__table__)
_REFUSALS = cast("Table", ImportRefusal.__table__)
_STAGING = cast("Table", StagingProduct.__table__)
_KEY = ("store_id", "external_ref")


def _replaced(*names: str) -> dict[str, Merge]:
    return dict.fromkeys(names, Merge.REPLACE)


_JOB_MERGE = _replaced(
    "kind", "file_name", "state", "started_at", "finished_at", "rows", "created", "updated",
    "unchanged", "skipped", "failed",
)  # fmt: skip
_STAGING_MERGE = _replaced(
    "job_id", "title", "sku", "price_minor", "currency", "staged_at", "resolved_at", "resolution"
)
_REFUSAL_MERGE = _replaced("line", "problem", "reason", "text")


class RecorderWriting:
    """Writes into one store, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def lock_jobs(self, rows: Rows) -> dict[str, int]:
        """The ids of those jobs that are there already, locked until the transaction ends."""
        return _by_reference(lock_known(self._db, ImportJob, self._owned(rows), key=_KEY))

    def upsert_jobs(self, rows: Rows) -> tuple[Upserted, dict[str, int]]:
        """What was written, and the id of each written job by its reference."""
        owned = self._owned(rows)
        written = upsert_rows(self._db, _JOBS, owned, key=_KEY, merge=_JOB_MERGE)
        return written, _by_reference(written.by_key)

    def job_ids(self, external_refs: Sequence[str]) -> dict[str, int]:
        """The id of each job that exists."""
        rows = self._owned([{"external_ref": ref} for ref in dict.fromkeys(external_refs)])
        return _by_reference(ids_by_key(self._db, _JOBS, rows, key=_KEY))

    def replace_refusals(self, refused: Mapping[int, Sequence[RefusedRow]]) -> frozenset[int]:
        """Makes these the refusals of each job; the ids of the jobs for which that changed any."""
        rows = [
            {
                "job_id": job_id,
                "position": position,
                "line": row.line or None,
                "problem": row.problem,
                "reason": row.reason,
                "text": row.text,
            }
            for job_id, of_job in refused.items()
            for position, row in enumerate(of_job, start=1)
        ]
        key = ("store_id", "job_id", "position")
        written = upsert_rows(
            self._db, _REFUSALS, self._owned(rows), key=key, merge=_REFUSAL_MERGE, report="job_id"
        )
        if not refused:
            return frozenset()
        surplus = [
            and_(ImportRefusal.job_id == job_id, ImportRefusal.position > len(of_job))
            for job_id, of_job in refused.items()
        ]
        statement = delete(ImportRefusal).where(
            ImportRefusal.store_id == self._store_id, or_(*surplus)
        )
        deleted = self._db.scalars(statement.returning(ImportRefusal.job_id))
        return frozenset(written.created) | frozenset(written.updated) | frozenset(deleted)

    def lock_staging(self, rows: Rows) -> list[int]:
        """The ids of what is staged already, locked until the transaction ends."""
        known = lock_known(self._db, StagingProduct, self._owned(rows), key=_KEY)
        return list(known.values())

    def upsert_staging(self, rows: Rows) -> Upserted:
        return upsert_rows(self._db, _STAGING, self._owned(rows), key=_KEY, merge=_STAGING_MERGE)

    def _owned(self, rows: Rows) -> list[dict[str, Any]]:
        return [{"store_id": self._store_id, **row} for row in rows]


def _by_reference(ids: Mapping[tuple[Any, ...], int]) -> dict[str, int]:
    return {external_ref: found for (_store_id, external_ref), found in ids.items()}
