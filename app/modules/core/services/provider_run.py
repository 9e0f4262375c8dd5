"""Asking one metrics provider, so that whatever it does stays its own affair.

The provider runs in a kept thread, on the caller's connection, in a guarded block that reads only
and is undone afterwards; one that sends no statement costs none. A statement that takes too long is
cancelled by the database; code that takes too long is left behind with its connection, which nobody
else uses any more, and its card says so.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.kernel.database.guarded import DeadlinePassed
from app.kernel.database.guarded_blocks import GuardedBlocks
from app.modules.contracts.metrics import MetricsProviderProtocol, MetricValue
from app.modules.core.services.kept_threads import Job, KeptThreads

log = logging.getLogger(__name__)
GRACE_SECONDS = 0.25
MOST_LEFT_BEHIND = 4
QUERY_CANCELED = "57014"
_REFERENCE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"

Ask = Callable[[MetricsProviderProtocol, Session], list[MetricValue]]
FindProvider = Callable[[], MetricsProviderProtocol]


@dataclass(frozen=True)
class ProviderReport:
    """What came of asking one provider: `state` is ok, empty, stale, error or timeout.

    `elapsed_ms` is in milliseconds. A failure carries the reference that its log line carries too.
    Stale is a failure whose `values` are the last good ones, answered at `as_of`. `has_read` says
    that the provider got hold of its connection; one that has not answered from its context alone.
    """

    module: str
    category: str
    state: str
    values: list[MetricValue]
    elapsed_ms: float
    reference: str | None = None
    as_of: datetime | None = None
    has_read: bool = True
    provider: MetricsProviderProtocol | None = field(default=None, repr=False)

    @property
    def has_failed(self) -> bool:
        """Whether the numbers are unavailable, which is not the same as none."""
        return self.state in {"error", "timeout"}

    @property
    def did_not_answer(self) -> bool:
        """Whether there is no answer of now: unavailable, or an earlier one in its place."""
        return self.has_failed or self.state == "stale"


@dataclass
class _Outcome:
    """Filled by the provider's thread."""

    category: str
    values: list[MetricValue] | None = None
    error: BaseException | None = None
    has_read: bool = True
    provider: MetricsProviderProtocol | None = None


class ProviderRunner:
    """Runs providers one after another on one session, each behind its own guard."""

    def __init__(self) -> None:
        self._threads = KeptThreads()
        self._left_behind: Counter[str] = Counter()
        self._counting = threading.Lock()

    def run(
        self, blocks: GuardedBlocks, module: str, provider: FindProvider, ask: Ask, seconds: float
    ) -> ProviderReport:
        """Asks the provider in the scope of the blocks and within the time; never raises."""
        started = time.monotonic()
        outcome = _Outcome(category=module, error=DeadlinePassed())
        if self._left_behind[module] < MOST_LEFT_BEHIND:
            outcome = self._run_guarded(blocks, module, provider, ask, seconds)
        elapsed_ms = round((time.monotonic() - started) * 1000, 1)
        if outcome.error is None:
            values = outcome.values or []
            return ProviderReport(
                module,
                outcome.category,
                "ok" if values else "empty",
                values,
                elapsed_ms,
                has_read=outcome.has_read,
                provider=outcome.provider,
            )
        return _failure(module, outcome, elapsed_ms)

    def _run_guarded(
        self, blocks: GuardedBlocks, module: str, provider: FindProvider, ask: Ask, seconds: float
    ) -> _Outcome:
        try:
            session, guard = blocks.start(seconds)
        except SQLAlchemyError as error:
            return _Outcome(module, error=error)
        asked = _Outcome(category=module)
        job = self._threads.start(lambda: _ask(provider, ask, session, asked))
        is_done = job.wait(guard.seconds_left)
        if not is_done:
            guard.revoke(GRACE_SECONDS)
            is_done = not self._leave_behind(module, job)
        if not blocks.end(session, is_left_behind=not is_done):
            asked.error = asked.error or ConnectionLost()
        asked.has_read = guard.was_used
        return asked if is_done else _Outcome(asked.category, error=DeadlinePassed())

    def _leave_behind(self, module: str, job: Job) -> bool:
        """Counts the thread until it ends by itself; False if it just has."""
        with self._counting:
            self._left_behind[module] += 1
        if job.abandon(lambda: self._returned(module)):
            return True
        self._returned(module)
        return False

    def _returned(self, module: str) -> None:
        with self._counting:
            self._left_behind[module] -= 1


class ConnectionLost(Exception):
    """The provider answered, but its connection to the database is gone or not as it was."""


def _ask(provider: FindProvider, ask: Ask, session: Session, outcome: _Outcome) -> None:
    try:
        found = provider()
        outcome.provider = found
        outcome.category = str(found.metrics_category)
        outcome.values = ask(found, session)
    except BaseException as error:  # noqa: BLE001 - sys.exit and deep recursion end here too
        outcome.error = error


def _failure(module: str, outcome: _Outcome, elapsed_ms: float) -> ProviderReport:
    error = outcome.error
    reference = new_reference()
    state = "timeout" if _is_timeout(error) else "error"
    log.warning(
        "metrics.provider_failed",
        exc_info=error,
        extra={"module_code": module, "state": state, "reference": reference},
    )
    return ProviderReport(module, outcome.category, state, [], elapsed_ms, reference)


def _is_timeout(error: Any) -> bool:
    if isinstance(error, DeadlinePassed):
        return True
    return getattr(getattr(error, "orig", None), "sqlstate", None) == QUERY_CANCELED


def new_reference() -> str:
    """A short id, such as 7f3k-92xa, that a person can read out and the log can be searched for."""
    letters = [secrets.choice(_REFERENCE_ALPHABET) for _ in range(8)]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])
