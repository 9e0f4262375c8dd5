"""Imports one file of products into one store, batch by batch; can be killed and run again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.errors import StoaError
from app.modules.contracts.imports import ImportProgress, ImportRemark
from app.modules.marketplace.exceptions import ImportRunsElsewhere
from app.modules.marketplace.formats.product_format import ProductFormat
from app.modules.marketplace.services.import_run import ImportRun, RowCount
from app.modules.marketplace.services.intakes import ProductIntakes
from app.modules.marketplace.services.product_file import (
    FileProduct,
    ReadFile,
    read_product_file,
    refused_row,
)
from app.modules.marketplace.services.set_stock import set_stock
from app.modules.marketplace.services.source_file import SourceFile
from app.modules.marketplace.services.take_levels import (
    KEPT_ELSEWHERE,
    LevelTaking,
    level_batches,
)

KIND = "products"
PRODUCTS_OF_A_BATCH = 200
Report = Callable[[ImportProgress], None]


class ProductImport:
    """One pass over one file. What a run has taken stays; the next one goes on behind it."""

    def __init__(
        self,
        *,
        store_id: int,
        currency: str,
        time_zone: str,
        path: Path,
        file_format: ProductFormat,
        intakes: ProductIntakes,
    ) -> None:
        self._store_id = store_id
        self._currency = currency
        self._zone = ZoneInfo(time_zone)
        self._path = path
        self._format = file_format
        self._source = SourceFile(path)
        self._intakes = intakes
        self._digest = ""
        self._refused = 0
        self.levels_set = 0
        self.unused_columns: tuple[str, ...] = ()
        self.remarks: tuple[ImportRemark, ...] = ()

    def run(self, on_progress: Report) -> ImportRun:
        """Imports what is not imported yet. Raises UnreadableFile when nothing can be used."""
        self._digest = self._source.digest()
        run = ImportRun(
            store_id=self._store_id,
            kind=KIND,
            file_name=self._path.name,
            file_format=self._format.name,
            digest=self._digest,
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
        now = utc_now().astimezone(self._zone)
        read = read_product_file(self._path, self._format, currency=self._currency, now=now)
        self._refused = len(read.refused)
        self.unused_columns, self.remarks = read.unused_columns, read.remarks
        if read.refused and run.rows == 0:
            run.take(len(read.refused), read.refused, _nothing)
        for batch in _batches(_behind(read, run.rows)):
            self._take(run, batch)
            on_progress(self._progress(run.rows, read.size))
        self._take_levels(run, read, on_progress)
        run.finish(is_complete=read.is_complete)
        on_progress(self._progress(run.rows, run.rows))

    def _take_levels(self, run: ImportRun, read: ReadFile, on_progress: Report) -> None:
        """All rows of a file have levels, or none has."""
        is_one_place = len({each.level.location for each in read.levels}) == 1
        stock = self._intakes.stock[0] if self._intakes.stock else None
        kept_elsewhere: list[int] = []
        for batch in level_batches(read.levels, done=run.rows - len(read.refused)):
            taking = LevelTaking(stock, self._store_id, batch, is_one_place=is_one_place)
            run.take(len(batch), taking.refused, taking.take)
            self._refused += len(taking.refused)
            self.levels_set += taking.changed
            kept_elsewhere += taking.kept_elsewhere
            on_progress(self._progress(run.rows, read.size))
        if kept_elsewhere:
            self.remarks += (ImportRemark(KEPT_ELSEWHERE, tuple(sorted(kept_elsewhere))),)

    def _take(self, run: ImportRun, batch: Sequence[FileProduct]) -> None:
        """Takes a batch, or where the catalogue will not, each product of it for itself."""
        levels: list[int] = []
        size = sum(len(one.rows) for one in batch)
        try:
            run.take(size, (), partial(self._taken, batch, levels))
        except ImportRunsElsewhere:
            raise
        except (StoaError, DataError, IntegrityError) as error:
            if len(batch) > 1:
                for one in batch:
                    self._take(run, [one])
                return
            reason = _reason(error)
            refused = [refused_row(*row, reason, "product") for row in batch[0].rows.items()]
            run.take(size, refused, _nothing)
            self._refused += size
        else:
            self.levels_set += sum(levels)

    def _taken(
        self, batch: Sequence[FileProduct], levels: list[int], db: Session, _job_id: int
    ) -> RowCount:
        """All products of a batch have as many rows, so rows can be counted by products."""
        products = [one.product for one in batch]
        taken = self._intakes.catalog.take_products(db, self._store_id, products)
        if self._intakes.stock is not None:
            moved = set_stock(
                db,
                self._store_id,
                self._intakes.stock,
                batch,
                variant_ids=taken.variant_ids,
                digest=self._digest,
            )
            levels.append(moved)
        rows, count = len(batch[0].rows), taken.count
        return RowCount(count.created * rows, count.updated * rows, count.unchanged * rows)

    def _progress(self, rows: int, all_rows: int) -> ImportProgress:
        """The file is read before anything is taken, so bytes are told by the rows taken."""
        size = self._source.bytes_total
        done = size * rows // all_rows if all_rows else size
        return ImportProgress(done, size, rows, self._refused)


def _behind(read: ReadFile, rows: int) -> Iterator[FileProduct]:
    """The products in the order of their numbers of rows, without those that are taken already."""
    done = len(read.refused)
    for one in sorted(read.products, key=_rows):
        done += len(one.rows)
        if done > rows:
            yield one


def _batches(products: Iterator[FileProduct]) -> Iterator[list[FileProduct]]:
    """Products with as many rows each."""
    for _size, group in groupby(products, key=_rows):
        alike = list(group)
        for start in range(0, len(alike), PRODUCTS_OF_A_BATCH):
            yield alike[start : start + PRODUCTS_OF_A_BATCH]


def _rows(one: FileProduct) -> int:
    return len(one.rows)


def _nothing(_db: Session, _job_id: int) -> RowCount:
    return RowCount()


def _reason(error: StoaError | DataError | IntegrityError) -> str:
    said = error.code if isinstance(error, StoaError) else str(error.orig).splitlines()[0]
    return f"The catalogue or the stock does not take the product: {said}"
