"""Imports one file of orders into one store, batch by batch; can be killed and run again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from sqlalchemy.orm import Session

from app.modules.contracts.imports import ImportProgress, RefusedRow
from app.modules.marketplace.formats.file_format import FileFormat, OrderRow
from app.modules.marketplace.services.batches import Batch, batches
from app.modules.marketplace.services.import_run import ImportRun, RowCount
from app.modules.marketplace.services.intakes import Intakes
from app.modules.marketplace.services.read_header import read_header
from app.modules.marketplace.services.read_rows import ReadRow, RowReader
from app.modules.marketplace.services.source_file import SourceFile
from app.modules.marketplace.services.take_batch import BatchTaking

KIND = "orders"
ROWS_BETWEEN_REPORTS = 1000
Report = Callable[[ImportProgress], None]


class OrderImport:
    """One pass over one file. What a run has taken stays; the next one goes on behind it."""

    def __init__(
        self, *, store_id: int, path: Path, file_format: FileFormat, intakes: Intakes
    ) -> None:
        self._path = path
        self._format = file_format
        self._source = SourceFile(path)
        self._store_id = store_id
        self._intakes = intakes

    def run(self, on_progress: Report) -> ImportRun:
        """Imports what is not imported yet. Raises UnreadableFile when the header is wrong."""
        run = ImportRun(
            store_id=self._store_id,
            kind=KIND,
            file_name=self._path.name,
            file_format=self._format.name,
            digest=self._source.digest(),
        )
        run.open()
        if run.is_repeat:
            size = self._source.bytes_total
            on_progress(ImportProgress(size, size, run.rows, 0))
            return run
        with run.kept_when_broken_off():
            self._import(run, on_progress)
        return run

    def _import(self, run: ImportRun, on_progress: Report) -> None:
        lines = self._source.lines()
        parse = read_header(lines, self._format, self._path.name)
        reader = RowReader(lines, width=len(self._format.columns), parse=parse)
        rows = self._reported(reader.rows(), on_progress)
        for _known in islice(rows, run.rows):
            pass
        for batch in batches(rows):
            run.take(batch.size, batch.refused, partial(self._take, batch))
        run.finish(is_complete=not (reader.ended_early or self._source.is_cut))

    def _take(self, batch: Batch, db: Session, job_id: int) -> RowCount:
        taking = BatchTaking(db, self._store_id, file_format=self._format, intakes=self._intakes)
        return taking.take(job_id, [read.row for read in batch.rows])

    def _reported(
        self, rows: Iterable[ReadRow[OrderRow] | RefusedRow], on_progress: Report
    ) -> Iterator[ReadRow[OrderRow] | RefusedRow]:
        count = refused = 0
        for row in rows:
            if count % ROWS_BETWEEN_REPORTS == 0:
                on_progress(self._progress(count, refused))
            count += 1
            refused += isinstance(row, RefusedRow)
            yield row
        on_progress(self._progress(count, refused))

    def _progress(self, rows: int, refused: int) -> ImportProgress:
        return ImportProgress(self._source.bytes_read, self._source.bytes_total, rows, refused)
