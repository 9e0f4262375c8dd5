"""How a command ends: a refusal is a message and status 1, a signal closes what is open."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Self

from app.kernel.startup import CannotStart

_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class CommandRefused(CannotStart):
    """The command cannot go on; the message says why and what to do."""


@contextmanager
def refusals_as_messages() -> Iterator[None]:
    """Print what the person can mend as a message; anything else stays a traceback."""
    try:
        yield
    except CannotStart as refusal:
        sys.stderr.write(f"stoa: {refusal}\n")
        sys.exit(1)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into an ordinary exit, so that every `finally` runs."""
    endings = (signal.SIGTERM, signal.SIGHUP)
    before = {ending: signal.signal(ending, _exit) for ending in endings}
    try:
        yield
    finally:
        for ending, handler in before.items():
            signal.signal(ending, handler)


class AwaitedSignals:
    """Ctrl-C, SIGTERM and SIGHUP as something to wait for, like a file that becomes readable.

    An exception that a handler raises comes up wherever Python is at that moment, also where it is
    swallowed, as while an object is given up. One that is noted is not lost. Ctrl-C is heard also
    by a program that a shell began in the background, which has it ignored.
    """

    def __enter__(self) -> Self:
        self._owner = os.getpid()
        self._reading, self._writing = os.pipe()
        os.set_blocking(self._writing, False)
        self._before = {number: signal.signal(number, self._note) for number in _ENDINGS}
        return self

    def __exit__(self, *_error: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        os.close(self._reading)
        os.close(self._writing)

    def fileno(self) -> int:
        return self._reading

    def first(self) -> int:
        """The number of the signal that came first; waits for one."""
        return os.read(self._reading, 1)[0]

    def _note(self, number: int, _frame: FrameType | None) -> None:
        if os.getpid() != self._owner:  # a process that was forked and has no handlers of its own
            os._exit(128 + number)
        with suppress(BlockingIOError):
            os.write(self._writing, bytes([number]))


def _exit(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
