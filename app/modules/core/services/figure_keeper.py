"""Folds what stores have written, in the background of every web process.

Figures are right without it: it makes them quick to read. It sleeps until PostgreSQL tells of a
change or a reader finds that something is missing, so an idle installation costs no queries.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterable

from sqlalchemy.exc import SQLAlchemyError

from app.kernel.database.engine import get_database
from app.kernel.database.figure_source import FigureSource
from app.modules.core.models.platform_figure import INSTALLATION
from app.modules.core.services import figure_upkeep as upkeep
from app.modules.registry import registry
from app.modules.tenancy.repositories.store_directory import StoreDirectory

log = logging.getLogger(__name__)
GATHER_SECONDS = 1.0
CHECK_SECONDS = 600.0
Progress = Callable[[int, int], None]


def fold_stores(store_ids: Iterable[int]) -> int:
    """Folds these stores, each in a transaction of its own; how many changes that were."""
    changes = 0
    for store_id in store_ids:
        with get_database().transaction(for_job=True) as db:
            changes += upkeep.fold_store(db, store_id)
    return changes


def keep_all(on_progress: Progress = lambda _done, _all: None) -> None:
    """Brings everything in line: missing or outdated stores, deltas, and every platform's sums.

    `on_progress` is told how many of how many steps are done.
    """
    sources = registry().figure_sources()
    with get_database().transaction() as db:
        outdated = upkeep.outdated_stores(db, sources)
        waiting = upkeep.stores_to_fold(db)
        platforms = [INSTALLATION, *StoreDirectory(db).platform_ids()]
    steps = len(outdated) + len(waiting) + len(platforms) * len(sources)
    done = 0
    for store_id, module in outdated:
        with get_database().transaction(for_job=True) as db:
            upkeep.count_store_anew(db, store_id, sources[module])
        on_progress(done := done + 1, steps)
    for store_id in waiting:
        fold_stores([store_id])
        on_progress(done := done + 1, steps)
    for platform_id in platforms:
        for source in sources.values():
            align(platform_id, source)
            on_progress(done := done + 1, steps)


def align(platform_id: int, source: FigureSource) -> None:
    """Brings a platform's sums of one module in line with its links."""
    with get_database().transaction(for_job=True) as db:
        upkeep.align_platform(db, platform_id, source)


class FigureKeeper:
    """The thread of one process; several processes never do the same work twice."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._changed: set[int] = set()
        self._is_check_wanted = False
        self._is_ending = False
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

    def changed(self, store_ids: Collection[int]) -> None:
        """These stores have written something."""
        with self._condition:
            self._changed.update(store_ids)
            self._condition.notify_all()

    def check(self) -> None:
        """Something is missing or not in line."""
        with self._condition:
            self._is_check_wanted = True
            self._condition.notify_all()

    def _run(self) -> None:
        while True:
            with self._condition:
                woken = self._condition.wait_for(self._is_wanted, CHECK_SECONDS)
            # Changes come in bursts: one fold for many of them is cheaper than many.
            with self._condition:
                if self._condition.wait_for(lambda: self._is_ending, GATHER_SECONDS):
                    return
                store_ids, is_check = sorted(self._changed), self._is_check_wanted or not woken
                self._changed, self._is_check_wanted = set(), False
            self._work(store_ids, is_check=is_check)

    def _is_wanted(self) -> bool:
        return bool(self._changed) or self._is_check_wanted or self._is_ending

    def _work(self, store_ids: list[int], *, is_check: bool) -> None:
        try:
            if is_check:
                keep_all()
            else:
                fold_stores(store_ids)
        except SQLAlchemyError:
            # Nothing is lost: what was not folded is read as it is, and comes up again.
            log.warning("figures.keeper_failed", exc_info=True)


figure_keeper = FigureKeeper()
