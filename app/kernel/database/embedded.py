"""The database server that Stoa brings along, for a machine that has no PostgreSQL of its own.

One data folder holds one cluster and is used by one process at a time, which a lock file proves.
The server listens on a socket only, in a folder of its own user, so it needs no password and
leaves no port open. It ends with the process that started it, even when that one is killed.
"""

import atexit
import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL

from app.kernel.database import embedded_machine as machine
from app.kernel.database.embedded_machine import EmbeddedDatabaseFailed

DATABASE_NAME = "stoa"
START_SECONDS = 60.0
STOP_SECONDS = 20.0
LOG_LIMIT_BYTES = 5_000_000

SERVER_OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "1GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For tests only: a power cut may lose everything, and nobody minds.
UNSAFE_OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "io_method": "sync",
}


class EmbeddedPostgres:
    """The cluster of one data folder: `start` gives its address, `stop` ends it.

    Usable as a context manager. Both calls may be repeated; a second process that starts the same
    folder is refused with the first one's process id.
    """

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self._data_dir = data_dir
        self._cluster = data_dir / "postgres"
        self._durable = durable
        self._account = machine.server_account()
        self._server: subprocess.Popen[bytes] | None = None
        self._guard: subprocess.Popen[bytes] | None = None
        self._lock: int | None = None

    def start(self) -> str:
        """Start the server, make the database if it is missing, and give the owner's address.

        Raises:
            EmbeddedDatabaseFailed: with a sentence for the person at the terminal.
        """
        if self._server is not None:
            return owner_url(self._socket_dir())
        try:
            self._take_folder()
            self._make_cluster()
            self._launch()
            self._wait_until_ready()
            _ensure_database(self._socket_dir())
        except BaseException:
            self.stop()
            raise
        return owner_url(self._socket_dir())

    def stop(self) -> None:
        """End the server: open transactions are rolled back, what was committed stays."""
        atexit.unregister(self.stop)
        if self._server is not None:
            machine.end_process(self._server, self._end_signals(), STOP_SECONDS)
            self._server = None
        if self._guard is not None:
            machine.dismiss_guard(self._guard)
            self._guard = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _take_folder(self) -> None:
        machine.make_folder(self._data_dir)
        self._lock = _lock_folder(self._data_dir)
        machine.refuse_other_version(self._cluster)
        machine.refuse_full_disk(self._data_dir, is_new=not self._cluster.exists())
        machine.let_account_in(self._data_dir, self._account)
        machine.end_leftover(self._cluster)

    def _make_cluster(self) -> None:
        """Made beside its place and renamed: one that was interrupted is never taken for whole."""
        if self._cluster.exists():
            return
        draft = self._cluster.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        machine.give_to_account(draft, self._account)
        options = ["--username=postgres", "--encoding=UTF8", "--auth-local=trust"]
        options += ["--auth-host=reject", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options += ["--locale=C"] if self._durable else ["--locale=C", "--no-sync"]
        machine.run_tool("initdb", [*options, f"--pgdata={draft}"], draft, self._account)
        draft.rename(self._cluster)

    def _launch(self) -> None:
        """In a session of its own, so that Ctrl-C reaches the web server first."""
        options = SERVER_OPTIONS | ({} if self._durable else UNSAFE_OPTIONS)
        options |= {"unix_socket_directories": str(self._make_socket_dir())}
        arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with self._open_log() as log:
            self._server = subprocess.Popen(  # noqa: S603  a program that we installed
                [machine.tool("postgres"), "-D", str(self._cluster), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._cluster,
                start_new_session=True,
                **machine.account_arguments(self._account),
            )
        erase = None if self._durable else self._data_dir
        self._guard = machine.post_guard(self._server.pid, self._end_signals()[0], erase)
        atexit.register(self.stop)

    def _wait_until_ready(self) -> None:
        assert self._server is not None  # noqa: S101  called after _launch
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._server.poll() is not None:
                raise machine.explain_failed_start(self._log_path())
            status = machine.read_status(self._cluster)
            if status is not None and status.pid == self._server.pid and status.is_ready:
                return
            time.sleep(0.01)
        raise EmbeddedDatabaseFailed(
            f"The embedded database did not start within {START_SECONDS:.0f} seconds; "
            f"its log is {self._log_path()}."
        )

    def _make_socket_dir(self) -> Path:
        folder = self._socket_dir()
        machine.make_private_folder(folder, self._account)
        return folder

    def _socket_dir(self) -> Path:
        return machine.socket_folder(self._data_dir)

    def _log_path(self) -> Path:
        return self._data_dir / "postgres.log"

    @contextmanager
    def _open_log(self) -> Iterator[int]:
        path = self._log_path()
        if path.exists() and path.stat().st_size > LOG_LIMIT_BYTES:
            path.replace(path.with_suffix(".log.1"))
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def _end_signals(self) -> tuple[signal.Signals, ...]:
        """Fast shutdown first; then at once, repaired at the next start."""
        durable = (signal.SIGINT, signal.SIGQUIT)
        return durable if self._durable else (signal.SIGQUIT,)


def running_owner_url(data_dir: Path) -> str | None:
    """Address of the server that another Stoa process runs on the folder, or None.

    For commands that are given beside a running `stoa serve`, such as `stoa module enable`.
    """
    status = machine.read_status(data_dir / "postgres")
    if status is None or not status.is_ready or not machine.is_server(status):
        return None
    return owner_url(machine.socket_folder(data_dir))


def owner_url(socket_dir: Path) -> str:
    address = URL.create(
        "postgresql+psycopg",
        username="postgres",
        database=DATABASE_NAME,
        query={"host": str(socket_dir)},
    )
    return address.render_as_string(hide_password=False)


@contextmanager
def temporary_cluster() -> Iterator[str]:
    """Owner's address of a new cluster for tests: quick, unsafe, and gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="stoa-test-"))
    server = EmbeddedPostgres(folder, durable=False)
    try:
        yield server.start()
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _lock_folder(data_dir: Path) -> int:
    """Descriptor of the held lock; the kernel lets go of it when the process ends."""
    path = data_dir / "lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 32, 0).decode(errors="replace").strip() or "unknown"
        os.close(descriptor)
        raise EmbeddedDatabaseFailed(
            f"The data folder {data_dir} is in use by another Stoa process (pid {holder}). "
            "Stop that one, or give this one a folder of its own with STOA_DATA_DIR."
        ) from None
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return descriptor


def _ensure_database(socket_dir: Path) -> None:
    with psycopg.connect(
        host=str(socket_dir), user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        found = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE_NAME,)
        ).fetchone()
        if found is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE_NAME)))
