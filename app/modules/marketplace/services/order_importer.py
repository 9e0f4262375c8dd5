"""Imports files of orders: what the command line and other modules call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from sqlalchemy.orm import Session

from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.modules.contracts.imports import ImportProgress, ImportReport, RefusedRow
from app.modules.marketplace.exceptions import NotAFile, UnknownFormat
from app.modules.marketplace.formats import known_formats
from app.modules.marketplace.repositories.import_jobs import ImportJobs
from app.modules.marketplace.services.import_orders import OrderImport
from app.modules.marketplace.services.import_run import ImportRun
from app.modules.marketplace.services.intakes import find_intakes

REPORTED_REFUSALS = 1000


class OrderFileImporter:
    """Fulfils the contract `OrderImporter`."""

    def formats(self) -> Sequence[str]:
        return tuple(known_formats())

    def import_orders(
        self,
        *,
        store_id: int,
        path: Path,
        file_format: str,
        on_progress: Callable[[ImportProgress], None],
    ) -> ImportReport:
        """See the contract. A file that was imported before is only read to know it again."""
        adapter = known_formats().get(file_format)
        if adapter is None:
            raise UnknownFormat(format=file_format, known=", ".join(self.formats()))
        if not path.is_file():
            raise NotAFile(file=str(path))
        intakes = find_intakes()
        order_import = OrderImport(
            store_id=store_id, path=path, file_format=adapter, intakes=intakes
        )
        run = order_import.run(on_progress)
        with get_database().transaction(for_job=True) as db:
            return _report(db, store_id, run, intakes.left_out)

    def refusals(self, *, store_id: int, job_id: int) -> Iterator[RefusedRow]:
        with get_database().transaction(for_job=True) as db:
            enter_store(db, store_id)
            yield from ImportJobs(db, store_id).refusals(job_id)


def _report(db: Session, store_id: int, run: ImportRun, left_out: tuple[str, ...]) -> ImportReport:
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
    )


order_importer = OrderFileImporter()
