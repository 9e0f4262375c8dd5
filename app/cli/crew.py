"""The processes of `stoa serve`: forked from one that has loaded everything, and kept alive.

They share its memory and begin at once. That one has a single thread and no connection to the
database, so forking is safe whenever a process has to be replaced.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess

from uvicorn.config import STARTUP_FAILURE

from app.cli.ending import AwaitedSignals, CommandRefused, refusals_as_messages

GRACE_SECONDS = 10.0
RESTART_SECONDS = 1.0
PARENT_CHECK_SECONDS = 1.0
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Part:
    """What one process does: `run` is given what it calls once it is ready.

    One that is not `is_awaited` may still be getting ready when the others are said to be.
    """

    run: Callable[[Callable[[], None]], None]
    is_awaited: bool = True


@dataclass
class _Member:
    part: Part
    process: ForkProcess
    messages: Connection
    is_ready: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_ready = not self.part.is_awaited


class _EndAsked(Exception):
    """A signal that ends this process has come."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Crew:
    """The processes of some parts; one that dies is replaced, and none outlives this one."""

    def __init__(self, parts: Sequence[Part], on_ready: Callable[[], None]) -> None:
        self._parts = parts
        self._on_ready = on_ready
        self._members: list[_Member] = []
        self._missing: list[tuple[float, Part]] = []
        self._signals = AwaitedSignals()

    def run(self) -> None:
        """Until Ctrl-C, or a signal that ends this process, then by SystemExit.

        Raises CommandRefused when a process says that it cannot start.
        """
        with self._signals:
            try:
                self._live()
            except _EndAsked as asked:
                if asked.number != signal.SIGINT:
                    sys.exit(128 + asked.number)
            finally:
                self._end()

    def _live(self) -> None:
        for part in self._parts:
            self._start(part)
        self._await_all()
        self._on_ready()
        while True:
            self._watch()

    def _start(self, part: Part) -> None:
        messages, says = _FORK.Pipe(duplex=False)
        process = _FORK.Process(target=_play, args=(part, says, os.getpid()))
        process.start()
        says.close()
        self._members.append(_Member(part, process, messages))

    def _await_all(self) -> None:
        while not all(member.is_ready for member in self._members) or self._missing:
            self._watch()

    def _watch(self) -> None:
        """Waits for the next thing that happens to any of them, or is due."""
        sentinels = {member.process.sentinel: member for member in self._members}
        waiting = {member.messages: member for member in self._members if not member.is_ready}
        timeout = min((due for due, _ in self._missing), default=None)
        now = time.monotonic()
        signals = self._signals.fileno()
        happened = wait(
            [signals, *sentinels, *waiting],
            None if timeout is None else max(0.0, timeout - now),
        )
        if signals in happened:
            raise _EndAsked(self._signals.first())
        for one in happened:
            if isinstance(one, int):
                self._bury(sentinels[one])
            elif isinstance(one, Connection):
                waiting[one].is_ready = True
        self._replace(time.monotonic())

    def _bury(self, member: _Member) -> None:
        member.process.join()
        member.messages.close()
        self._members.remove(member)
        if member.process.exitcode == STARTUP_FAILURE:
            raise CommandRefused("A process of the server could not start; the log says why.")
        self._missing.append((time.monotonic() + RESTART_SECONDS, member.part))

    def _replace(self, now: float) -> None:
        due = [part for moment, part in self._missing if moment <= now]
        self._missing = [(moment, part) for moment, part in self._missing if moment > now]
        for part in due:
            self._start(part)

    def _end(self) -> None:
        """Lets each finish what it has begun, for a while; a second Ctrl-C ends the patience."""
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for member in self._members:
            member.process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        with contextlib.suppress(KeyboardInterrupt):
            for member in self._members:
                member.process.join(max(0.0, deadline - time.monotonic()))
        for member in self._members:
            member.process.kill()
            member.process.join()


def _play(part: Part, says: Connection, parent: int) -> None:
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_end_with_parent, args=(parent,), daemon=True).start()
    # Ctrl-C reaches all processes of a terminal, this one perhaps before it listens for it.
    with contextlib.suppress(KeyboardInterrupt), refusals_as_messages():
        part.run(lambda: says.send(True))


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PARENT_CHECK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
