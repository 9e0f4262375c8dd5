"""A whole installation of its own: database, server, worker, store; each part can be broken.

The database is a durable one that nobody else uses, so that it may be stopped at any moment.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psutil
from sqlalchemy import NullPool, create_engine, text

from app.cli.migrating import migrate_database
from app.kernel.clock import freeze, utc_now
from app.kernel.config import get_settings, reset_settings
from app.kernel.database.embedded import EmbeddedPostgres
from app.kernel.database.embedded_machine import read_status
from app.kernel.database.engine import Database, get_database
from app.kernel.database.scope import enter_store
from app.kernel.jobs.queue import SCHEMA
from app.kernel.logging import configure_logging
from tests.cli.processes import ROOT, wait_for
from tests.trade.fault_points import Fault
from tests.trade.findings import findings
from tests.trade.jobs import do_jobs
from tests.trade.market import Place, found_store
from tests.trade.rush import Rush, rush_at
from tests.trade.serving import serving_process

CLIENTS = 12
HABITS = {
    "STOA_ENVIRONMENT": "test",
    "STOA_SECRET_KEY": "only-for-fault-runs-" + "0" * 32,
    "STOA_ENV_FILE": "",
    "STOA_INSTALLATION_HOSTS": "localhost,127.0.0.1",
    "STOA_LOG_LEVEL": "error",
}
MINUTES_LATER = (1, 5, 16, 30, 60, 120, 24 * 60)
JUMPS = (-3600, 20 * 60, 24 * 3600)
NOBODY_LISTENS = "smtp://127.0.0.1:9?tls=none"
STRIKES_WITHIN_SECONDS = 0.4
_CUT = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name LIKE 'stoa%'"
    " AND pid <> pg_backend_pid() ORDER BY random() LIMIT 4"
)
_DUE = text(
    "UPDATE procrastinate_jobs SET scheduled_at = scheduled_at - :ahead * interval '1 s'"
    " WHERE status = 'todo'"
)
_FORGET_WORKERS = text("DELETE FROM procrastinate_workers")
_WORKERS = text("SELECT count(*) FROM procrastinate_workers")
_TAKE_OVER = text(
    "UPDATE procrastinate_jobs SET status = 'todo', queueing_lock = NULL WHERE status <> 'todo'"
)


class Installation:
    """What runs, and the hands that break it."""

    def __init__(self, postgres: EmbeddedPostgres, server: int, place: Place, crowd: Rush) -> None:
        self.place = place
        self.crowd = crowd
        self.database: Database = get_database()
        self._admin = create_engine(
            get_settings().owner_url,
            isolation_level="AUTOCOMMIT",
            poolclass=NullPool,
            connect_args={"options": f"-c search_path={SCHEMA}"},
        )
        self._postgres = postgres
        self._server = psutil.Process(server)
        self._worker: subprocess.Popen[bytes] | None = None
        self._ahead = 0

    def start_worker(self, fault: Fault, chance: random.Random) -> None:
        """The worker is there and looks for jobs; out of order if that is the fault."""
        self._ahead = chance.choice(JUMPS) if fault is Fault.CLOCK_JUMPED else 0
        mail = {"STOA_MAIL_URL": NOBODY_LISTENS} if fault is Fault.MAIL_DOWN else {}
        disk = "full" if fault is Fault.DISK_FULL else "sound"
        with self._admin.connect() as connection:
            connection.execute(_FORGET_WORKERS)
            self._worker = subprocess.Popen(
                [sys.executable, "-m", "tests.trade.worker", str(self._ahead), disk],
                cwd=ROOT,
                env={**os.environ, **mail},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            wait_for(lambda: bool(connection.scalar(_WORKERS)))

    def kill_worker(self) -> None:
        """It finishes nothing."""
        if self._worker is not None:
            self._worker.kill()
            self._worker.wait()

    def strike(self, fault: Fault, chance: random.Random) -> None:
        """Breaks the part that is to be broken, at some moment of the purchases."""
        time.sleep(chance.uniform(0, STRIKES_WITHIN_SECONDS))
        if fault is Fault.WEB_KILLED:
            self._kill_web()
        elif fault is Fault.WORKER_KILLED:
            self.kill_worker()
        elif fault is Fault.CONNECTIONS_CUT:
            with self._admin.connect() as connection:
                connection.execute(_CUT)
        elif fault is Fault.DATABASE_STOPPED:
            self._stop_database()
        elif fault is Fault.CLOCK_JUMPED:
            with self._admin.connect() as connection:
                connection.execute(_DUE, {"ahead": self._ahead})

    def let_a_day_pass(self) -> None:
        """What the worker left undone is done, and what was put off, as the clock goes on."""
        self.kill_worker()
        self.database.dispose()  # its connections may be among those that were cut
        with self._admin.connect() as connection:
            connection.execute(_TAKE_OVER)
        began = utc_now()
        for minutes in MINUTES_LATER:
            with freeze(began + timedelta(minutes=minutes)):
                do_jobs(self.database)

    def findings(self) -> Mapping[str, frozenset[str]]:
        """What is wrong by now."""
        with self.database.transaction() as db:
            enter_store(db, self.place.store)
            return findings(db)

    def _kill_web(self) -> None:
        """One of the processes that answer; the parent forks another."""
        self._server.children()[0].kill()

    def _stop_database(self) -> None:
        """As when the machine loses its power: nothing is finished, the log is replayed."""
        status = read_status(get_settings().data_dir / "postgres")
        if status is None:
            raise LookupError("the database does not run")
        os.kill(status.pid, signal.SIGQUIT)
        self._postgres.stop()
        self._postgres.start()


@contextmanager
def installation() -> Iterator[Installation]:
    """Runs while the block does; this process must not have used another database."""
    with tempfile.TemporaryDirectory(prefix="stoa-faults-") as folder:
        postgres = EmbeddedPostgres(Path(folder))
        with postgres:
            os.environ |= {"DATABASE_URL": postgres.start(), "STOA_DATA_DIR": folder, **HABITS}
            reset_settings()
            configure_logging(as_json=False, level=get_settings().log_level)
            migrate_database(get_settings())
            place = found_store(get_database())
            with (
                serving_process(workers=2) as (address, server),
                rush_at(address, place, clients=CLIENTS) as crowd,
            ):
                found = Installation(postgres, server, place, crowd)
                try:
                    yield found
                finally:
                    found.kill_worker()
