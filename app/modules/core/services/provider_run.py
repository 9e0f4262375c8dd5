"""Asking one metrics provider, so that whatever it does stays its own affair.

The provider runs in a thread, on the caller's connection, in a savepoint that reads only and is
rolled back afterwards. A statement that takes too long is cancelled by the database; code that
takes too long is left behind, shut out of the connection, and its card says so.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.kernel.database.guarded import DeadlinePassed, GuardedSession, StatementGuard
from app.modules.contracts.metrics import MetricsProviderProtocol, MetricValue
from app.modules.core.services.answer_check import checked_answer

log = logging.getLogger(__name__)
GRACE_SECONDS = 0.25
MOST_LEFT_BEHIND = 4
QUERY_CANCELED = "57014"
_SCOPE = text(
    "SELECT set_config('transaction_read_only', 'on', true),"
    " set_config('app.store_id', :store_id, true), set_config('app.store_ids', :store_ids, true)"
)
_REFERENCE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"

Ask = Callable[[MetricsProviderProtocol, Session], object]


@dataclass(frozen=True)
class ProviderReport:
    """What came of asking one provider: `state` is ok, empty, error or timeout.

    `elapsed_ms` is in milliseconds. A failure carries the reference that its log line carries too.
    """

    module: str
    category: str
    state: str
    values: list[MetricValue]
    elapsed_ms: float
    reference: str | None = None

    @property
    def has_failed(self) -> bool:
        """Whether the numbers are unavailable, which is not the same as none."""
        return self.state in {"error", "timeout"}


@dataclass
class _Outcome:
    """Filled by the provider's thread."""

    category: str
    values: list[MetricValue] | None = None
    error: BaseException | None = None
    done: threading.Event = field(default_factory=threading.Event)


class ProviderRunner:
    """Runs providers one after another on one session, each behind its own guard."""

    def __init__(self) -> None:
        self._left_behind: Counter[str] = Counter()

    def run(
        self,
        db: Session,
        module: str,
        provider: Callable[[], MetricsProviderProtocol],
        ask: Ask,
        *,
        store_ids: Sequence[int],
        is_store: bool,
        seconds: float,
    ) -> ProviderReport:
        """Asks the provider under the scope of the stores and within the time; never raises."""
        started = time.monotonic()
        outcome = _Outcome(category=module)
        if self._left_behind[module] >= MOST_LEFT_BEHIND:
            outcome.error = DeadlinePassed()
        else:
            self._run_guarded(db, module, provider, ask, outcome, store_ids, is_store, seconds)
        elapsed_ms = round((time.monotonic() - started) * 1000, 1)
        if outcome.error is None:
            values = outcome.values or []
            state = "ok" if values else "empty"
            return ProviderReport(module, outcome.category, state, values, elapsed_ms)
        return _failure(module, outcome, elapsed_ms)

    def _run_guarded(
        self,
        db: Session,
        module: str,
        provider: Callable[[], MetricsProviderProtocol],
        ask: Ask,
        outcome: _Outcome,
        store_ids: Sequence[int],
        is_store: bool,
        seconds: float,
    ) -> None:
        guard = StatementGuard(seconds)
        try:
            db.flush()
            connection = db.connection()
            savepoint = connection.begin_nested()
            ids = ",".join(str(store_id) for store_id in store_ids)
            scope = (
                {"store_id": ids, "store_ids": ""}
                if is_store
                else {"store_id": "", "store_ids": ids}
            )
            connection.execute(_SCOPE, scope)
        except DBAPIError as error:
            outcome.error = error
            _start_over(db)
            return
        session = GuardedSession(connection, guard)
        try:
            self._in_thread(module, provider, ask, session, outcome, guard)
        finally:
            session.release(connection)
            try:
                savepoint.rollback()
            except DBAPIError as error:
                outcome.error = outcome.error or error
                _start_over(db)

    def _in_thread(
        self,
        module: str,
        provider: Callable[[], MetricsProviderProtocol],
        ask: Ask,
        session: GuardedSession,
        outcome: _Outcome,
        guard: StatementGuard,
    ) -> None:
        asked = _Outcome(category=module)
        worker = threading.Thread(
            target=self._ask, args=(module, provider, ask, session, asked), daemon=True
        )
        self._left_behind[module] += 1
        worker.start()
        is_done = asked.done.wait(max(guard.seconds_left, 0))
        if not is_done:
            guard.revoke(GRACE_SECONDS)
            is_done = asked.done.wait(0)
        outcome.category = asked.category
        outcome.values = asked.values if is_done else None
        outcome.error = asked.error if is_done else DeadlinePassed()

    def _ask(
        self,
        module: str,
        provider: Callable[[], MetricsProviderProtocol],
        ask: Ask,
        session: GuardedSession,
        outcome: _Outcome,
    ) -> None:
        try:
            found = provider()
            outcome.category = str(found.metrics_category)
            outcome.values = checked_answer(ask(found, session), outcome.category)
        except BaseException as error:  # noqa: BLE001 - sys.exit and deep recursion end here too
            outcome.error = error
        finally:
            self._left_behind[module] -= 1
            outcome.done.set()


def _start_over(db: Session) -> None:
    """The connection is lost: only a rollback lets the session open another one."""
    db.rollback()


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
