"""Cuts the rows of a file into batches, each of which becomes one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.modules.contracts.imports import RefusedRow
from app.modules.marketplace.formats.file_format import OrderRow
from app.modules.marketplace.services.read_rows import ReadRow

DOCUMENTS_OF_A_BATCH = 500
ROWS_OF_A_BATCH = 5000


@dataclass(frozen=True)
class Batch:
    """Consecutive rows of a file, good and refused."""

    rows: list[ReadRow[OrderRow]] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.rows) + len(self.refused)


def batches(rows: Iterable[ReadRow[OrderRow] | RefusedRow]) -> Iterator[Batch]:
    """Batches of whole invoices, as far as their rows follow each other.

    Where a batch ends depends only on the rows since the last one ended, so an import that goes on
    after an interruption cuts the same batches as one that was never interrupted.
    """
    batch, documents, current = Batch(), 0, None
    for row in rows:
        is_new = isinstance(row, ReadRow) and row.row.document != current
        is_full = is_new and documents == DOCUMENTS_OF_A_BATCH
        if is_full or batch.size == ROWS_OF_A_BATCH:
            yield batch
            batch, documents, current = Batch(), 0, None
        if isinstance(row, RefusedRow):
            batch.refused.append(row)
            continue
        if row.row.document != current:
            documents, current = documents + 1, row.row.document
        batch.rows.append(row)
    if batch.size:
        yield batch
