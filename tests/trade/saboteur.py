"""Breaks what it can while shoppers buy: web processes, workers, connections to the database."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

import psutil
from sqlalchemy import create_engine, text

from app.kernel.config import Settings
from tests.cli.processes import ROOT

EVERY_SECONDS = 4.0
_TERMINATE = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = 'stoa' AND pid <> pg_backend_pid()"
    " ORDER BY random() LIMIT 2"
)


class Saboteur:
    """Kills something every few seconds, and counts what."""

    def __init__(self, settings: Settings, server: int) -> None:
        self.done: Counter[str] = Counter()
        self._owner = create_engine(settings.owner_url, isolation_level="AUTOCOMMIT")
        self._server = psutil.Process(server)
        self._worker = _worker()
        self._is_over = Event()
        self._thread = Thread(target=self._work, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._is_over.set()
        self._thread.join()
        self._worker.kill()
        self._worker.wait()
        self._owner.dispose()

    def _work(self) -> None:
        chance = random.Random(5)  # noqa: S311
        acts = (self._kill_web, self._kill_worker, self._cut_connections)
        while not self._is_over.wait(EVERY_SECONDS):
            chance.choice(acts)()

    def _kill_web(self) -> None:
        """One of the processes that answer; the parent starts another."""
        for process in self._server.children():
            with suppress(psutil.Error):  # gone already
                if "spawn_main" in " ".join(process.cmdline()):
                    process.kill()
                    self.done["web process"] += 1
                    return

    def _kill_worker(self) -> None:
        self._worker.kill()
        self._worker.wait()
        self._worker = _worker()
        self.done["worker"] += 1

    def _cut_connections(self) -> None:
        with self._owner.connect() as connection:
            cut = len(connection.execute(_TERMINATE).all())
        self.done["connections"] += cut


@contextmanager
def sabotage(settings: Settings, server: int) -> Iterator[Saboteur]:
    """While the block runs, something breaks every few seconds."""
    found = Saboteur(settings, server)
    found.start()
    try:
        yield found
    finally:
        found.stop()


def _worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "from app.cli import main; main()", "worker"],
        cwd=ROOT,
        env=dict(os.environ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
