"""Adds up and reads how the providers did, over all processes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from app.modules.core.models import ProviderMinute

BREAKER_MINUTES = 2
_ADD = text(
    "INSERT INTO core_provider_minute AS old (module_code, minute, process, asked, errors,"
    " timeouts, parked, open_breakers, times, last_state, last_at, failed_at, reference)"
    " VALUES (:module_code, :minute, :process, :asked, :errors, :timeouts, :parked,"
    " :open_breakers, CAST(:times AS bigint[]), :last_state, :last_at, :failed_at, :reference)"
    " ON CONFLICT (module_code, minute, process) DO UPDATE SET asked = old.asked + excluded.asked,"
    " errors = old.errors + excluded.errors, timeouts = old.timeouts + excluded.timeouts,"
    " parked = old.parked + excluded.parked, open_breakers = excluded.open_breakers,"
    " times = ARRAY(SELECT coalesce(a, 0) + coalesce(b, 0)"
    " FROM unnest(old.times, excluded.times) AS both_times(a, b)),"
    " last_state = excluded.last_state, last_at = excluded.last_at,"
    " failed_at = coalesce(excluded.failed_at, old.failed_at),"
    " reference = coalesce(excluded.reference, old.reference)"
)
_SINCE = text(
    "WITH seen AS (SELECT * FROM core_provider_minute WHERE minute >= :since),"
    " timed AS (SELECT module_code, place, sum(runs)::bigint AS runs"
    " FROM seen, unnest(times) WITH ORDINALITY AS t(runs, place) GROUP BY module_code, place),"
    " parked_now AS (SELECT DISTINCT ON (module_code, process) module_code, open_breakers"
    " FROM seen WHERE last_at >= :recent ORDER BY module_code, process, last_at DESC)"
    " SELECT module_code, sum(asked)::bigint, sum(errors)::bigint, sum(timeouts)::bigint,"
    " sum(parked)::bigint, coalesce((SELECT sum(p.open_breakers)::bigint FROM parked_now p"
    " WHERE p.module_code = seen.module_code), 0),"
    " (SELECT array_agg(t.runs ORDER BY t.place) FROM timed t"
    " WHERE t.module_code = seen.module_code),"
    " (array_agg(last_state ORDER BY last_at DESC))[1], max(last_at), max(failed_at),"
    " (array_agg(reference ORDER BY failed_at DESC NULLS LAST))[1]"
    " FROM seen GROUP BY module_code ORDER BY module_code"
)


@dataclass(frozen=True)
class MinuteRow:
    """What one process saw of one provider in one minute."""

    module_code: str
    minute: datetime
    process: str
    asked: int
    errors: int
    timeouts: int
    parked: int
    open_breakers: int
    times: list[int]
    last_state: str
    last_at: datetime
    failed_at: datetime | None
    reference: str | None


@dataclass(frozen=True)
class ProviderTotals:
    """How one provider did since a moment, over all processes."""

    module_code: str
    asked: int
    errors: int
    timeouts: int
    parked: int
    open_breakers: int
    times: list[int]
    last_state: str
    last_at: datetime
    failed_at: datetime | None
    reference: str | None


class ProviderMinutes:
    """The minutes of all providers; of no store, so they need no scope."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def add(self, rows: Iterable[MinuteRow]) -> None:
        """Adds the counts to what the process has written of the same minutes."""
        self._db.execute(_ADD, [asdict(row) for row in rows])

    def since(self, moment: datetime, now: datetime) -> list[ProviderTotals]:
        """Every provider that was asked or parked since the moment, by module; one statement.

        `open_breakers` counts what each process said in the last two minutes.
        """
        recent = now - timedelta(minutes=BREAKER_MINUTES)
        found = self._db.execute(_SINCE, {"since": moment, "recent": recent})
        return [ProviderTotals(*row) for row in found]

    def forget_before(self, now: datetime, *, hours: int) -> None:
        """Deletes the minutes that are older."""
        oldest = now - timedelta(hours=hours)
        self._db.execute(delete(ProviderMinute).where(ProviderMinute.minute < oldest))
