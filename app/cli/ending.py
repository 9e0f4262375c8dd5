"""How a command ends: a refusal is a message and status 1, a signal closes what is open."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from app.kernel.startup import CannotStart


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


def _exit(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
