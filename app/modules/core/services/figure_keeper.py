"""Folds what stores have written, in the background of every web process.

Figures are right without it: it makes them quick to read. It sleeps until PostgreSQL tells of a
change or a reader finds that something is missing, so an idle installation costs no queries.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.kernel.database.engine import Database, get_database
from app.kernel.database.figure_source import FigureSource
from app.modules.core.services import figure_upkeep as upkeep
from app.modules.registry import registry
from app.modules.tenancy.infos import INSTALLATION
from app.modules.tenancy.repositories.store_directory import StoreDirectory

log = logging.getLogger(__name__)
GATHER_SECONDS = 1.0
CHECK_SECONDS = 600.0
BETWEEN_CHECKS_SECONDS = 10.0
STORES_AT_ONCE = 250
Progress = Callable[[int, int], None]
# Says whether it has to be taken again, in another transaction.
Step = Callable[[Session], bool]


def fold_stores(database: Database, store_ids: Iterable[int]) -> int:
    """Folds these stores, each in a transaction of its own; how many changes that were."""
    changes = 0
    for store_id in store_ids:
        with database.transaction(for_job=True) as db:
            changes += upkeep.fold_store(db, store_id)
    return changes


def keep_all(database: Database, on_progress: Progress = lambda _done, _all: None) -> None:
    """Brings everything in line: missing or outdated stores, deltas, and every platform's sums.

    `on_progress` is told how many of how many steps are done.
    """
    steps = list(_steps(database))
    on_progress(0, len(steps))
    for done, step in enumerate(steps, start=1):
        is_left = True
        while is_left:
            with database.transaction(for_job=True) as db:
                is_left = step(db)
        on_progress(done, len(steps))


def _steps(database: Database) -> Iterator[Step]:
    """What is to be done: stores first, then platforms."""
    sources = registry().figure_sources()
    with database.transaction() as db:
        outdated = upkeep.outdated_stores(db, sources)
        waiting = upkeep.stores_to_fold(db)
        platform_ids = [INSTALLATION, *StoreDirectory(db).platform_ids()]
    for store_id, missing in outdated.items():
        yield partial(_count_anew, store_id=store_id, sources=missing)
    for store_id in waiting:
        yield partial(_fold, store_id=store_id)
    for platform_id in platform_ids:
        for source in sources.values():
            yield partial(_align, platform_id=platform_id, source=source)


def _count_anew(db: Session, store_id: int, sources: Collection[FigureSource]) -> bool:
    upkeep.count_store_anew(db, store_id, sources)
    return False


def _fold(db: Session, store_id: int) -> bool:
    upkeep.fold_store(db, store_id)
    return False


def _align(db: Session, platform_id: int, source: FigureSource) -> bool:
    return upkeep.align_platform(db, platform_id, source, most=STORES_AT_ONCE) > 0


class FigureKeeper:
    """The thread of one process; several processes never do the same work twice."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._changed: set[int] = set()
        self._is_check_wanted = False
        self._is_ending = False
        self._checked_at = -BETWEEN_CHECKS_SECONDS
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins with a check of everything."""
        self._is_ending, self._is_check_wanted = False, True
        self._thread = threading.Thread(target=self._run, name="figure-keeper", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends after the step at hand."""
        with self._condition:
            self._is_ending, thread = True, self._thread
            self._condition.notify_all()
        if thread is not None:
            thread.join(5)

    def told(self, store_id: int | None) -> None:
        """The store has written something; None means that any store may have."""
        with self._condition:
            self._is_check_wanted |= store_id is None
            self._changed.update([] if store_id is None else [store_id])
            self._condition.notify_all()

    def _run(self) -> None:
        while True:
            with self._condition:
                woken = self._condition.wait_for(self._is_wanted, CHECK_SECONDS)
            # Changes come in bursts: one fold for many of them is cheaper than many.
            with self._condition:
                if self._condition.wait_for(lambda: self._is_ending, GATHER_SECONDS):
                    return
                store_ids, is_check = sorted(self._changed), self._may_check(is_due=not woken)
                self._changed, self._is_check_wanted = set(), False
            self._work(store_ids, is_check=is_check)

    def _may_check(self, *, is_due: bool) -> bool:
        """A check is thorough, so that not every wish for one is granted at once."""
        now = time.monotonic()
        may = is_due or (self._is_check_wanted and now - self._checked_at >= BETWEEN_CHECKS_SECONDS)
        if may:
            self._checked_at = now
        return may

    def _is_wanted(self) -> bool:
        return bool(self._changed) or self._is_check_wanted or self._is_ending

    def _work(self, store_ids: list[int], *, is_check: bool) -> None:
        try:
            if is_check:
                keep_all(get_database())
            else:
                fold_stores(get_database(), store_ids)
        except SQLAlchemyError:
            # Nothing is lost: what was not folded is read as it is, and comes up again.
            log.warning("figures.keeper_failed", exc_info=True)


figure_keeper = FigureKeeper()
