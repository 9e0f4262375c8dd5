"""Keeps a store's figures in step with a change, in the transaction of the change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.database.changes import announce_change
from app.kernel.database.figure_source import FigureSource
from app.kernel.database.locks import lock_names
from app.modules.contracts.periods import BEGINNING
from app.modules.core.repositories.figure_deltas import FigureDeltas, Place, Touched
from app.modules.tenancy.repositories.store_directory import StoreDirectory


class FigureChange:
    """What one change does to the figures of one module in one store.

    Lock the records by their names, say which of them are there already (`before`), write, and say
    which were written (`after`). The difference goes into the read models: they hold exactly what a
    recount would find, whatever the change did. `since` promises that nothing changes that happened
    earlier. The caller is in the store's scope.
    """

    def __init__(
        self, db: Session, store_id: int, source: FigureSource, since: datetime = BEGINNING
    ) -> None:
        self._db = db
        self._store_id = store_id
        self._source = source
        self._since = since
        self._deltas = FigureDeltas(db, store_id, source)
        self._before: Counter[Place] = Counter()

    def lock(self, names: Iterable[str]) -> None:
        """Keeps others from writing records of these names until the transaction ends.

        Without it two transactions that bring the same new record would both count it. Where a
        fact depends on two records, such as a refund on its order, whoever changes either locks
        both, in one call: what another one changes between `before` and `after` is counted twice.
        """
        lock_names(self._db, f"{self._source.module}:{self._store_id}", names)

    def before(self, **touched: Sequence[int]) -> None:
        """Notes what the records of these kinds and ids add up to; nothing for no ids."""
        wanted = _given(touched)
        if wanted:
            self._before.update(self._deltas.read(wanted, self._since))

    def after(self, **touched: Sequence[int]) -> None:
        """Writes what changed, given the same records and those that came to be.

        Open dashboards of the store are told when the transaction commits.
        """
        wanted = _given(touched)
        if not wanted:
            return
        announce_change(self._db, self._store_id, self._source.module)
        if self._is_begun():
            return
        if not self._before:
            self._deltas.add(wanted, self._since)
            return
        now = Counter(self._deltas.read(wanted, self._since))
        now.subtract(self._before)
        self._deltas.add_amounts(now)

    def add(self, amounts: Mapping[Place, int]) -> None:
        """Writes what changes where it is known without asking; instead of `before` and `after`.

        A place is the measure, the beginning of its quarter of an hour, and the currency if any.
        """
        if not any(amounts.values()):
            return
        announce_change(self._db, self._store_id, self._source.module)
        if not self._is_begun():
            self._deltas.add_amounts(amounts)

    def _is_begun(self) -> bool:
        """A store's first change counts all that there is; True when this was it."""
        if self._deltas.take_up():
            return False
        zone = StoreDirectory(self._db).time_zone_of_store(self._store_id)
        if not self._deltas.begin(zone):
            return False
        self._deltas.count_anew(zone)
        return True


def _given(touched: dict[str, Sequence[int]]) -> Touched:
    return {kind: ids for kind, ids in touched.items() if ids}
