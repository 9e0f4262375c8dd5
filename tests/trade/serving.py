"""Starts the server of several processes, and calls it from many threads."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import TypeVar

import httpx

from tests.cli.processes import ROOT, free_port

START_SECONDS = 60.0
T = TypeVar("T")


@contextmanager
def serving(*, workers: int, is_locked: bool = True) -> Iterator[str]:
    """The address of a server on this worker's database; it ends with the block."""
    with serving_process(workers=workers, is_locked=is_locked) as (address, _process):
        yield address


@contextmanager
def serving_process(*, workers: int, is_locked: bool = True) -> Iterator[tuple[str, int]]:
    """The same with the id of the process whose children answer."""
    port = free_port()
    locking = "locked" if is_locked else "unlocked"
    command = [sys.executable, "-m", "tests.trade.server", str(port), str(workers), locking]
    process = subprocess.Popen(
        command, cwd=ROOT, env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=None
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, process)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(30)


def at_once(work: Sequence[Callable[[], T]], *, threads: int | None = None) -> list[T]:
    """What each piece of work gives; with as many threads as pieces all begin together."""
    together = Barrier(len(work)) if threads is None else None

    def begin(piece: Callable[[], T]) -> T:
        if together is not None:
            together.wait()
        return piece()

    with ThreadPoolExecutor(threads or len(work)) as pool:
        return list(pool.map(begin, work))


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{address}/health", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")
