"""Imports as other modules see them: running one, and recording what one did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability
from app.modules.contracts.intake import IntakeCount

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class RefusedRow:
    """A row that could not be used: its line in the file (header is 1), why, and its text.

    `reason` is an English sentence with the value that is wrong, `problem` the stable code of its
    kind (one of `PROBLEMS`), which lists show in the reader's language. `line` is 0 when unknown.
    """

    line: int
    reason: str
    text: str
    problem: str = "other"


PROBLEMS = (
    "columns",
    "customer",
    "date",
    "document",
    "encoding",
    "incomplete",
    "length",
    "number",
    "other",
    "product",
    "quoting",
    "rule",
)


@dataclass(frozen=True)
class ImportRemark:
    """What was taken otherwise than the file means it, an English sentence, and where; by line."""

    what: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class ImportReport:
    """What an import did, in rows of the file, over all runs that it took.

    `refused` holds the first refusals (at most 1,000), `refusals` of the importer reads them all.
    `is_complete` is False when the file ends early. `left_out` names the parts that nobody here
    could take ("products", "customers", "stock"). `is_repeat`: the file was known and finished, so
    nothing was changed and every good row counts as unchanged. `levels_set`: so many stock levels
    were changed by this run to the number that the file names. `unused_columns` are those of its
    header of which nothing is read, `remarks` say what its rows mean otherwise than they were
    taken; none of both where the file was not read again.
    """

    rows: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    refused_rows: int
    refused: tuple[RefusedRow, ...]
    is_complete: bool
    job_id: int | None = None
    left_out: tuple[str, ...] = ()
    is_repeat: bool = False
    levels_set: int = 0
    unused_columns: tuple[str, ...] = ()
    remarks: tuple[ImportRemark, ...] = ()


@dataclass(frozen=True)
class ImportProgress:
    """Where a running import stands: bytes of the file read, of how many, and rows so far."""

    bytes_read: int
    bytes_total: int
    rows: int
    refused_rows: int


class OrderImporter(Protocol):
    """Reads a file of orders into a store."""

    def formats(self) -> Sequence[str]:
        """The names of the file formats that it reads, sorted."""
        ...

    def import_orders(
        self,
        *,
        store_id: int,
        path: Path,
        file_format: str,
        on_progress: Callable[[ImportProgress], None],
    ) -> ImportReport:
        """Imports in batches, each a transaction of its own; can be killed and run again.

        Raises UnknownFormat, UnreadableFile when nothing of the file can be used, or
        OrdersUnavailable when no module takes orders.
        """
        ...

    def refusals(self, *, store_id: int, job_id: int) -> Iterator[RefusedRow]:
        """All rows that an import refused, by line, read as they are needed."""
        ...


ORDER_IMPORTER: Capability[OrderImporter] = Capability("marketplace.order_importer")


class ProductImporter(Protocol):
    """Reads a file of products into a store's catalogue, with stock where the file counts it."""

    def formats(self) -> Sequence[str]:
        """The names of the file formats that it reads, sorted."""
        ...

    def import_products(
        self,
        *,
        store_id: int,
        path: Path,
        file_format: str | None,
        on_progress: Callable[[ImportProgress], None],
    ) -> ImportReport:
        """Imports in batches, each a transaction of its own; can be killed and run again.

        Without `file_format` the file's header tells it. Prices are in the store's currency. New,
        changed and unchanged rows are those of products that were so, whatever became of their
        stock; in a file of stock alone, changed rows are those of levels that changed. A file that
        was imported before changes nothing, not even what was edited since.

        Raises UnknownFormat, UnreadableFile when nothing of the file can be used, or
        CatalogUnavailable when no module takes products.
        """
        ...

    def refusals(self, *, store_id: int, job_id: int) -> Iterator[RefusedRow]:
        """All rows that an import refused, by line, read as they are needed."""
        ...


PRODUCT_IMPORTER: Capability[ProductImporter] = Capability("marketplace.product_importer")


@dataclass(frozen=True)
class ImportJobIn:
    """A finished or running import as it is recorded; known by `external_ref`.

    Counts are rows; `state` is running, finished or failed. Refused rows without a reason are kept
    as rows that the source did not explain, so that their list is as long as `failed` says.
    """

    external_ref: str
    kind: str
    file_name: str
    started_at: datetime
    finished_at: datetime | None
    rows: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    failed: int
    state: str
    reasons: tuple[RefusedRow, ...] = ()


@dataclass(frozen=True)
class StagingProductIn:
    """A product that waits to be taken over into the catalogue; known by `external_ref`.

    `job_ref` is the `external_ref` of the import that staged it. It waits until `resolved_at`;
    `resolution` is accepted, rejected or replaced.
    """

    external_ref: str
    job_ref: str
    title: str
    sku: str
    staged_at: datetime
    price_minor: int | None = None
    currency: str | None = None
    resolved_at: datetime | None = None
    resolution: str | None = None


class ImportRecorder(Protocol):
    """Records imports that ran elsewhere."""

    def take_jobs(self, db: Session, store_id: int, jobs: Sequence[ImportJobIn]) -> IntakeCount:
        """Writes the batch set-wise."""
        ...

    def take_staging(
        self, db: Session, store_id: int, products: Sequence[StagingProductIn]
    ) -> IntakeCount:
        """Writes the batch set-wise. Raises UnknownImportJob when a job was never recorded."""
        ...


IMPORT_RECORDER: Capability[ImportRecorder] = Capability("marketplace.import_recorder")
