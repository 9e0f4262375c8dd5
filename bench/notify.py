"""What NOTIFY costs writers: commits a second without it, with one each, and at Stoa's pace.

Run `python -m bench.notify`. Sixteen connections insert and commit on a cluster of its own that
syncs to disk, while one connection listens; rounds alternate, the ratios are of their medians.
"""

from __future__ import annotations

import statistics
import sys
import threading
import time

import psycopg

from app.kernel.database.changes import EVERY_SECONDS, plain_url
from app.kernel.database.embedded import temporary_cluster

SECONDS, WRITERS, PROCESSES, ROUNDS = 6.0, 16, 2, 3
KINDS = ("none", "each", "paced")
# A process notifies at most once in 250 ms, whichever of its connections it is.
PACE = EVERY_SECONDS * WRITERS / PROCESSES


def main() -> None:
    """Prints a line for each kind."""
    with temporary_cluster() as admin_url:
        url = plain_url(admin_url)
        _prepare(url)
        with psycopg.connect(url, autocommit=True) as ear:
            ear.execute("LISTEN bench")
            rates = {kind: [] for kind in KINDS}  # type: dict[str, list[float]]
            for _ in range(ROUNDS):
                for kind in KINDS:
                    rates[kind].append(_rate(url, kind))
                    list(ear.notifies(timeout=0.1))
    base = statistics.median(rates["none"])
    for kind, found in rates.items():
        median = statistics.median(found)
        rounds = ", ".join(f"{rate:.0f}" for rate in found)
        sys.stdout.write(
            f"{kind:6} {median:7.0f} commits/s, ratio {median / base:.2f} ({rounds})\n"
        )


def _prepare(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = on")
        connection.execute("ALTER SYSTEM SET synchronous_commit = on")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CREATE TABLE written (id bigserial PRIMARY KEY, writer int)")
    time.sleep(1)


def _rate(url: str, kind: str) -> float:
    counts = [0] * WRITERS
    ends_at = time.monotonic() + SECONDS
    writers = [
        threading.Thread(target=_write, args=(url, kind, number, counts, ends_at))
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return sum(counts) / SECONDS


def _write(url: str, kind: str, number: int, counts: list[int], ends_at: float) -> None:
    told_at = -PACE
    with psycopg.connect(url) as connection:
        while (now := time.monotonic()) < ends_at:
            connection.execute("INSERT INTO written (writer) VALUES (%s)", (number,))
            if kind == "each" or (kind == "paced" and now - told_at >= PACE):
                told_at = now
                connection.execute("SELECT pg_notify('bench', %s)", (f"{number}:orders",))
            connection.commit()
            counts[number] += 1


if __name__ == "__main__":
    main()
