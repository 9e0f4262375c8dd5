"""The only place that reads the clock, so that a test can stop it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_frozen_at: ContextVar[datetime | None] = ContextVar("frozen_at", default=None)


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen_at.get() or datetime.now(UTC)


@contextmanager
def freeze(moment: datetime) -> Iterator[datetime]:
    """Stop the clock at an aware moment for the code inside; for tests.

    Nested calls win over outer ones. The stop travels with the context: into tasks and into the
    thread pool of the server, not into threads that a test starts by hand.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    token = _frozen_at.set(moment.astimezone(UTC))
    try:
        yield moment
    finally:
        _frozen_at.reset(token)
