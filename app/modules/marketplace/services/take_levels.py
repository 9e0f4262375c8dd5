"""Takes the levels of a file, by location, of products that the store has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from sqlalchemy.orm import Session

from app.modules.contracts.imports import RefusedRow
from app.modules.contracts.stock import LevelsTaken, StockIntake
from app.modules.marketplace.services.import_run import RowCount
from app.modules.marketplace.services.product_file import FileLevel, refused_row

KEPT_ELSEWHERE = (
    "Has units at other locations, of which the file says nothing: they stay and can be sold too"
)
_LEVELS_OF_A_BATCH = 500


def level_batches(levels: Sequence[FileLevel], *, done: int) -> Iterator[list[FileLevel]]:
    """Those of a variant together, without so many that are taken already."""
    in_order = sorted(levels, key=attrgetter("level.sku", "line"))[done:]
    batch: list[FileLevel] = []
    for _sku, of_variant in groupby(in_order, key=attrgetter("level.sku")):
        batch += of_variant
        if len(batch) >= _LEVELS_OF_A_BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


class LevelTaking:
    """One batch: what became of it when `take` is done."""

    def __init__(
        self,
        stock: StockIntake | None,
        store_id: int,
        batch: Sequence[FileLevel],
        *,
        is_one_place: bool,
    ) -> None:
        self._stock = stock
        self._store_id = store_id
        self._batch = batch
        self._is_one_place = is_one_place
        self.changed = 0
        self.refused: list[RefusedRow] = []
        self.kept_elsewhere: list[int] = []

    def take(self, db: Session, _job_id: int) -> RowCount:
        """Counts levels that changed as updated, and as skipped where nobody keeps stock."""
        if self._stock is None:
            return RowCount(skipped=len(self._batch))
        levels = [each.level for each in self._batch]
        taken = self._stock.take_levels(db, self._store_id, levels, is_one_place=self._is_one_place)
        for each in self._batch:
            why = _unknown(each, taken)
            if why is not None:
                self.refused.append(refused_row(each.line, each.text, why, "product"))
            elif each.level.sku in taken.kept_elsewhere:
                self.kept_elsewhere.append(each.line)
        self.changed = taken.changed
        unchanged = len(levels) - len(self.refused) - taken.changed
        return RowCount(updated=taken.changed, unchanged=unchanged)


def _unknown(each: FileLevel, taken: LevelsTaken) -> str | None:
    """What the store does not have of it."""
    if each.level.sku in taken.unknown_skus:
        return f"The store has no variant {each.level.sku!r}"
    if each.level.location in taken.unknown_locations:
        return f"The store has no open location of the name or code {each.level.location!r}"
    return None
