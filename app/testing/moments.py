"""The days on which things happen in the rules: quiet ones, and those with 23 and 25 hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.modules.contracts.metrics import MetricsContext

ZONE = ZoneInfo("Europe/Luxembourg")
SHORT_DAY = date(2025, 3, 30)
LONG_DAY = date(2025, 10, 26)
DAY = date(2025, 2, 11)
NOW = datetime(2025, 11, 24, 11, tzinfo=UTC)


def local(day: date, clock: str = "00:00", *, fold: int = 0) -> datetime:
    """A wall clock time of a local day, in UTC; `fold` 1 is the second 02:30 of a long day."""
    moment = datetime.combine(day, time.fromisoformat(clock), tzinfo=ZONE)
    return moment.replace(fold=fold).astimezone(UTC)


def day_after(day: date, days: int = 1) -> date:
    """The day so many days later, or earlier."""
    return day + timedelta(days=days)


def between(start: datetime, end: datetime, *, trends: bool = False) -> MetricsContext:
    """The window [start, end)."""
    return MetricsContext(date_from=start, date_to=end, include_trends=trends)


def days(first: date, length: int = 1, *, trends: bool = False) -> MetricsContext:
    """The window of so many whole local days."""
    return between(local(first), local(day_after(first, length)), trends=trends)
