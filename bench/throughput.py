"""How many dashboards a second two workers answer, what they do meanwhile, and their memory."""

from __future__ import annotations

import multiprocessing
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path

import psutil

from bench.report import Cell, table, write_page
from bench.server import History
from bench.timing import Timing
from bench.web import Served, Visitor, served

WORKERS = 2
CLIENTS = 8
TOP = 25
SAMPLES_A_SECOND = 200
START_SECONDS = 120.0


@dataclass(frozen=True)
class Flood:
    """What all clients together saw."""

    answers: int
    seconds: float
    timing: Timing
    resident_mb: tuple[float, ...]


def measure_throughput(
    server_url: str, history: History, data: Path, *, seconds: float, store: int
) -> Path:
    """Floods the store dashboard, once alone and once under a sampling profiler; writes a page."""
    with served(server_url, history.database, data, workers=WORKERS) as web:
        _flood(web, store, seconds / 4)
        flood = _flood(web, store, seconds)
        profile = list(_profiled(web, store, seconds))
    heads = ["clients", "requests/s", "p50 ms", "p99 ms", "memory of the workers, MB each"]
    row: list[Cell] = [
        CLIENTS,
        flood.answers / flood.seconds,
        flood.timing.p50,
        flood.timing.p99,
        ", ".join(f"{size:.0f}" for size in flood.resident_mb),
    ]
    note = (
        f"`GET /api/v1/store/dashboard/stats?period=30d` from {CLIENTS} client processes for"
        f" {seconds:g} s against `stoa serve --workers {WORKERS}`, with {history.orders:,} orders;"
        " clients, database and workers share the cores. Aim: < 150 MB a worker."
    )
    return write_page("throughput", "Dashboards a second", [note, table(heads, [row]), *profile])


def _flood(
    web: Served, store: int, seconds: float, on_begin: Callable[[], None] = lambda: None
) -> Flood:
    """All clients at once; `on_begin` is called when each of them has signed in and looked once."""
    spawning = multiprocessing.get_context("spawn")
    answers: Queue[tuple[float, ...]] = spawning.Queue()
    start = spawning.Barrier(CLIENTS + 1)
    clients = [
        spawning.Process(target=_client, args=(web, store, seconds, start, answers))
        for _ in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    start.wait(START_SECONDS)
    on_begin()
    found = [answers.get(timeout=seconds + 120) for _ in clients]
    for client in clients:
        client.join()
    times = [ms for one in found for ms in one]
    return Flood(len(times), seconds, Timing.of(times), tuple(_memory(web)))


def _client(
    web: Served, store: int, seconds: float, start: Barrier, answers: Queue[tuple[float, ...]]
) -> None:
    visitor = Visitor.owner(web, store)
    visitor.look()
    start.wait(START_SECONDS)
    ends = time.perf_counter() + seconds
    times = []
    while time.perf_counter() < ends:
        times.append(visitor.look())
    answers.put(tuple(times))
    visitor.close()


def _workers(web: Served) -> list[psutil.Process]:
    """The processes that answer: uvicorn's children that hold the most memory."""
    children = psutil.Process(web.process_id).children(recursive=True)
    by_size = sorted(children, key=lambda child: child.memory_info().rss, reverse=True)
    return by_size[:WORKERS]


def _memory(web: Served) -> list[float]:
    return [worker.memory_info().rss / 1e6 for worker in _workers(web)]


def _profiled(web: Served, store: int, seconds: float) -> Iterator[str]:
    """Where the workers spend their time, if py-spy is there to look."""
    spy = shutil.which("py-spy", path=str(Path(sys.executable).parent)) or shutil.which("py-spy")
    if spy is None:
        yield "py-spy is not installed here, so there is no profile of this run."
        return
    worker = _workers(web)[0]
    command = [spy, "record", "--pid", str(worker.pid), "--duration", str(round(seconds))]
    command += ["--rate", str(SAMPLES_A_SECOND), "--format", "raw", "--output", "/dev/stdout"]
    # Only what holds the interpreter: threads that wait bound nothing.
    command += ["--gil"]
    watching: list[subprocess.Popen[str]] = []

    def watch() -> None:
        watching.append(
            subprocess.Popen(  # noqa: S603 - the profiler that was found
                command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
        )

    # The profiler needs a while to begin and to end; the clients go on meanwhile.
    _flood(web, store, seconds + 5, on_begin=watch)
    output, _ = watching[0].communicate()
    yield from _tables(output.splitlines())


def _tables(lines: Sequence[str]) -> Iterator[str]:
    """The functions with the most time of their own, and with the most time in all."""
    own, whole, total = Counter[str](), Counter[str](), 0
    for line in lines:
        stack, separator, number = line.rpartition(" ")
        if not separator or not number.isdigit():
            continue
        frames = [frame.rpartition(":")[0] or frame for frame in stack.split(";")]
        total += int(number)
        own[frames[-1]] += int(number)
        whole.update({frame: int(number) for frame in set(frames)})
    for title, counts in (("Time of their own", own), ("Time with what they call", whole)):
        rows: list[list[Cell]] = [
            [_short(name), 100 * n / total] for name, n in counts.most_common(TOP)
        ]
        yield f"## {title}, one worker, per cent of {total} samples"
        yield table(["function", "%"], rows)


def _short(frame: str) -> str:
    """The function and its file, from the package on."""
    name, _, path = frame.partition(" (")
    for root in ("site-packages/", "/lib/"):
        path = path.rpartition(root)[2]
    return f"`{name}` ({path.rstrip(')')})"
