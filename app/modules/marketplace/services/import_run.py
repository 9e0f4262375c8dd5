"""The record of an import: opened once per source, moved with every batch, closed at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.plans import forget_plans
from app.kernel.database.scope import enter_store
from app.modules.contracts.imports import RefusedRow
from app.modules.core.services.figure_change import FigureChange
from app.modules.marketplace.exceptions import ImportRunsElsewhere, UnreadableFile
from app.modules.marketplace.models import ImportJob
from app.modules.marketplace.repositories.import_jobs import ImportJobs
from app.modules.marketplace.repositories.marketplace_facts import MARKETPLACE_FIGURES
from app.modules.marketplace.repositories.open_invoices import OpenInvoices

RUNNING, FINISHED, FAILED = "running", "finished", "failed"


@dataclass(frozen=True)
class RowCount:
    """How many rows of a batch were new, changed, already there, and of no use to any module."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0


# Takes the good rows of a batch in, for the job of that id.
Work = Callable[[Session, int], RowCount]


class ImportRun:
    """One run of one job. Each call is a transaction of its own.

    A batch and the place up to which the file is taken are written together, so a killed run
    leaves either both or neither. Two runs of the same file notice each other by that place.
    """

    def __init__(
        self, *, store_id: int, kind: str, file_name: str, file_format: str, digest: str
    ) -> None:
        self._store_id = store_id
        self._kind = kind
        self._file_name = file_name
        self._external_ref = f"{kind}:{file_format}:{digest}"
        self.job_id = 0
        self.rows = 0
        self.is_repeat = False

    def open(self) -> None:
        """Finds the job of the file or adds it, and the place where it goes on.

        Raises ImportRunsElsewhere when another run adds it at the same moment.
        """
        with self._transaction() as db:
            jobs = ImportJobs(db, self._store_id)
            try:
                job = jobs.find(self._external_ref) or self._add(db, jobs)
            except IntegrityError:
                raise ImportRunsElsewhere(file=self._file_name) from None
            job = jobs.lock(job.id)
            self.job_id, self.rows = job.id, job.rows
            self.is_repeat = job.state == FINISHED
            if not self.is_repeat:
                with self._counted(db):
                    job.state, job.finished_at, job.failure = RUNNING, None, None

    def take(self, size: int, refused: Sequence[RefusedRow], work: Work) -> None:
        """Takes a batch of so many rows in, those included that are refused.

        Raises ImportRunsElsewhere when another run has moved on meanwhile.
        """
        with self._transaction() as db:
            forget_plans(db)
            jobs = ImportJobs(db, self._store_id)
            job = self._locked(jobs)
            count = work(db, job.id)
            jobs.add_refusals(job, refused)
            with self._counted(db):
                job.rows += size
                job.created += count.created
                job.updated += count.updated
                job.unchanged += count.unchanged
                job.skipped += count.skipped
                job.failed += len(refused)
        self.rows += size

    def finish(self, *, is_complete: bool) -> None:
        """Closes the job; `is_complete` is False when the file ended early."""
        with self._transaction() as db:
            job = self._locked(ImportJobs(db, self._store_id))
            OpenInvoices(db, self._store_id, job.id).forget_all()
            with self._counted(db):
                job.state, job.finished_at, job.is_complete = FINISHED, utc_now(), is_complete

    @contextmanager
    def kept_when_broken_off(self) -> Iterator[None]:
        """Marks the job as broken off when what is done within fails, and lets that through."""
        try:
            yield
        except BaseException as error:
            # The error says more than a failed attempt to record it.
            with suppress(SQLAlchemyError):
                self.fail(_failure(error))
            raise

    def fail(self, failure: str) -> None:
        """Marks the job as broken off; the next run of the file goes on where it stands."""
        with self._transaction() as db:
            job = ImportJobs(db, self._store_id).lock(self.job_id)
            if job.state == RUNNING and job.rows == self.rows:
                with self._counted(db):
                    job.state, job.finished_at, job.failure = FAILED, utc_now(), failure

    def _add(self, db: Session, jobs: ImportJobs) -> ImportJob:
        job = jobs.add(self._new_job(utc_now()))
        FigureChange(db, self._store_id, MARKETPLACE_FIGURES).after(job=[job.id])
        return job

    @contextmanager
    def _counted(self, db: Session) -> Iterator[None]:
        """Carries what is done to the job, which is locked, into the figures."""
        change = FigureChange(db, self._store_id, MARKETPLACE_FIGURES)
        change.before(job=[self.job_id])
        yield
        db.flush()
        change.after(job=[self.job_id])

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with get_database().transaction(for_job=True) as db:
            enter_store(db, self._store_id)
            yield db

    def _locked(self, jobs: ImportJobs) -> ImportJob:
        job = jobs.lock(self.job_id)
        if job.rows != self.rows or job.state != RUNNING:
            raise ImportRunsElsewhere(file=self._file_name)
        return job

    def _new_job(self, started_at: datetime) -> dict[str, object]:
        return {
            "external_ref": self._external_ref,
            "kind": self._kind,
            "file_name": self._file_name,
            "state": RUNNING,
            "started_at": started_at,
        }


def _failure(error: BaseException) -> str:
    """The short code of what broke the import off; Ctrl-C and signals are no errors."""
    if isinstance(error, UnreadableFile):
        return error.failure
    return "error" if isinstance(error, Exception) else "interrupted"
