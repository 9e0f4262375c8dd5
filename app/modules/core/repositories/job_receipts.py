"""Which jobs were done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.modules.core.models import JobReceipt


class JobReceipts:
    """The receipts of all jobs; local to the installation."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def take(self, job_id: int) -> bool:
        """Notes that the job is done with this transaction; False when it was done before.

        Another run of the same job waits here until this transaction ends.
        """
        statement = insert(JobReceipt).values(job_id=job_id).on_conflict_do_nothing()
        return self._db.execute(statement.returning(JobReceipt.job_id)).first() is not None

    def forget_before(self, moment: datetime) -> None:
        """Deletes the receipts of jobs that were done earlier: they cannot come again."""
        self._db.execute(delete(JobReceipt).where(JobReceipt.done_at < moment))
