"""What a job is: a name that is kept in the queue, and the function behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

MOST_TRIES = 10


@dataclass(frozen=True)
class Job:
    """Work that is done later, in a worker's process.

    `name` is "<module>.<verb>" and stays: it stands in the queue. In a transaction (the usual case)
    it is called as `run(db, store_id=..., **arguments)`, in the store's scope, and is done exactly
    once: what it writes, and that it was done, commit together. Without one it is called as
    `run(store_id=..., **arguments)`, perhaps several times, and sees to that itself; that is for
    work that asks somebody outside. A job that fails is tried again with growing pauses, `tries`
    times. With `every` (five fields of cron, UTC) it runs by the clock and gets no arguments: then
    there is no store, `run(db)` or `run()`.
    """

    name: str
    run: Callable[..., Any]
    in_transaction: bool = True
    every: str | None = None
    tries: int = MOST_TRIES

    def __post_init__(self) -> None:
        if "." not in self.name:
            raise ValueError(f"a job is named <module>.<verb>, not {self.name!r}")
