"""Every job has its effect once, although workers are killed all the time.

`STOA_JOBS=10000` is the run that the promise names.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from sqlalchemy import create_engine, text

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.database.roles import derive_urls
from app.kernel.jobs.queue import enqueue
from tests.cli.processes import ROOT
from tests.faults.job_worker import NOTE

JOBS = int(os.environ.get("STOA_JOBS", "300"))
MOST_KILLS = JOBS // 100
WORKERS = 4
KILL_EVERY_SECONDS = 2.0
PATIENCE_SECONDS = 600.0

pytestmark = pytest.mark.slow
COUNTS = text("SELECT count(*), count(DISTINCT number) FROM job_effects")
WAITING = text("SELECT count(*) FROM stoa_jobs.procrastinate_jobs")


class Crew:
    """Workers, of which one after the other is killed and replaced."""

    def __init__(self) -> None:
        self._workers: list[subprocess.Popen[bytes]] = []
        self._turn = 0
        self.killed = 0

    def fill(self) -> None:
        while len(self._workers) < WORKERS:
            command = [sys.executable, "-m", "tests.faults.job_worker"]
            self._workers.append(
                subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stderr=subprocess.DEVNULL)
            )

    def kill_one(self) -> None:
        worker = self._workers.pop(0)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        self.killed += 1
        self.fill()

    def end(self) -> None:
        for worker in self._workers:
            worker.kill()
            worker.wait()


@contextmanager
def crew() -> Iterator[Crew]:
    found = Crew()
    with ExitStack() as stack:
        stack.callback(found.end)
        found.fill()
        yield found


@pytest.fixture
def effects(committed: Database, settings: Settings) -> Iterator[Database]:
    owner = create_engine(derive_urls(settings.owner_url, settings).owner)
    with owner.begin() as connection:
        connection.execute(text("CREATE TABLE job_effects (number bigint)"))
        connection.execute(text("GRANT ALL ON job_effects TO PUBLIC"))
    yield committed
    with owner.begin() as connection:
        connection.execute(text("DROP TABLE job_effects"))
    owner.dispose()


def test_every_effect_happens_once(effects: Database) -> None:
    with effects.transaction() as db:
        for number in range(JOBS):
            enqueue(db, NOTE, number=number)

    deadline = time.monotonic() + PATIENCE_SECONDS
    with crew() as workers:
        while _waiting(effects) and time.monotonic() < deadline:
            time.sleep(KILL_EVERY_SECONDS)
            if workers.killed < MOST_KILLS:
                workers.kill_one()

    with effects.transaction() as db:
        assert tuple(db.execute(COUNTS).one()) == (JOBS, JOBS)
    assert workers.killed > 0


def _waiting(database: Database) -> int:
    with database.transaction() as db:
        return int(db.scalar(WAITING) or 0)
