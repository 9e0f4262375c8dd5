"""Counts how the providers do, in this process, until the background writer writes it down."""

from __future__ import annotations

import os
import secrets
import socket
import threading
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.modules.core.repositories.provider_minutes import MinuteRow, ProviderMinutes
from app.modules.core.services.provider_run import ProviderReport

BOUNDS_MS = (1, 2, 5, 10, 20, 50, 100, 200, 300, 500, 800, 1200, 1700)
MOST_MINUTES = 1_000
KEEP_HOURS = 48


@dataclass
class _Minute:
    last_at: datetime
    asked: int = 0
    errors: int = 0
    timeouts: int = 0
    parked: int = 0
    times: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS_MS) + 1))
    last_state: str = ""
    failed_at: datetime | None = None
    reference: str | None = None

    def count(self, report: ProviderReport) -> None:
        self.asked += 1
        self.times[bisect_left(BOUNDS_MS, report.elapsed_ms)] += 1
        self.errors += report.state == "error"
        self.timeouts += report.state == "timeout"


class RunRecord:
    """The runs of the last seconds, by module and minute."""

    def __init__(self) -> None:
        token = secrets.token_hex(3)
        self.process = f"{socket.gethostname()[:40]}:{os.getpid()}:{token}"
        self._lock = threading.Lock()
        self._minutes: dict[tuple[str, datetime], _Minute] = {}
        self._pruned_at: datetime | None = None

    def note(self, report: ProviderReport, *, is_parked: bool) -> None:
        """Counts one answer; `is_parked` says that the provider was not asked for it."""
        now = utc_now()
        key = (report.module, now.replace(second=0, microsecond=0))
        with self._lock:
            if key not in self._minutes and len(self._minutes) >= MOST_MINUTES:
                return
            minute = self._minutes.setdefault(key, _Minute(last_at=now))
            if is_parked:
                minute.parked += 1
            else:
                minute.count(report)
            if report.has_failed:
                minute.failed_at, minute.reference = now, report.reference
            minute.last_state, minute.last_at = report.state, now

    def flush(self, open_breakers: Mapping[str, int]) -> None:
        """Writes the counts down; `open_breakers` says how many scopes of a module are parked."""
        with self._lock:
            minutes, self._minutes = self._minutes, {}
        if not minutes:
            return
        with get_database().transaction() as db:
            table = ProviderMinutes(db)
            table.add(
                MinuteRow(
                    module_code=module,
                    minute=at,
                    process=self.process,
                    open_breakers=open_breakers.get(module, 0),
                    **vars(counted),
                )
                for (module, at), counted in minutes.items()
            )
            self._prune(table)

    def _prune(self, table: ProviderMinutes) -> None:
        """Now and then, not with every flush."""
        now = utc_now()
        if self._pruned_at is None or (now - self._pruned_at).total_seconds() > 3600:  # noqa: PLR2004 - an hour
            table.forget_before(now, hours=KEEP_HOURS)
            self._pruned_at = now
