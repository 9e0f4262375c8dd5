"""The worker beside the web server of `stoa serve` and `stoa demo`: a process that ends with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PAUSE_SECONDS = 5.0
GRACE_SECONDS = 10.0


@contextmanager
def worker_beside(*, wanted: bool = True) -> Iterator[None]:
    """While the block runs, a worker does the jobs of the database that DATABASE_URL names.

    One that died is started again after a pause; none is left behind, however this process ends.
    """
    if not wanted:
        yield
        return
    keeper = _Keeper()
    keeper.start()
    try:
        yield
    finally:
        keeper.stop()


class _Keeper:
    def __init__(self) -> None:
        self._is_ending = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._keep, name="worker-keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Lets the worker finish what it has begun, for a while."""
        self._is_ending.set()
        with self._lock:
            process = self._process
        if process is not None:
            process.terminate()
            try:
                process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
        self._thread.join(GRACE_SECONDS)

    def _keep(self) -> None:
        while not self._is_ending.is_set():
            with self._lock:
                if self._is_ending.is_set():
                    return
                self._process = _start()
            self._process.wait()
            self._is_ending.wait(PAUSE_SECONDS)


def _start() -> subprocess.Popen[bytes]:
    """A session of its own, so that Ctrl-C in the terminal reaches the web server alone."""
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli.worker_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def _end_with_parent() -> None:
    """The pipe from the parent closes when it ends, in whatever way."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def run() -> None:
    """What the process does: the same as `stoa worker`."""
    from app.cli.worker_command import worker

    threading.Thread(target=_end_with_parent, daemon=True).start()
    worker()


if __name__ == "__main__":
    run()
