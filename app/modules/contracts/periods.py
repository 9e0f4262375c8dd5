"""Reporting windows: half-open spans of time cut in one time zone, and what they compare with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from app.modules.contracts.metrics import MetricsContext

PERIODS = ("today", "yesterday", "7d", "30d", "90d", "mtd", "qtd", "ytd", "12m", "all")
COMPARISONS = ("none", "previous", "year")
BASES = ("event", "order")
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
CURRENT, COMPARED = "current", "compared"
BEFORE, BEFORE_COMPARED = "before", "before_compared"


@dataclass(frozen=True)
class Window:
    """A span `[start, end)` of aware moments, its days in `zone`, and the span compared with.

    `compared_start` and `compared_end` are None when nothing is compared (`all`, or on request).
    While the span is still running (`end` lies after `now`) the compared span ends at the same
    elapsed part, on the last full quarter of an hour, so a half-finished day is held against half
    a day.
    """

    start: datetime
    end: datetime
    zone: ZoneInfo
    compared_start: datetime | None = None
    compared_end: datetime | None = None

    @cached_property
    def days(self) -> list[date]:
        """The local calendar days that the span touches, in order; empty for an endless span."""
        if self.start <= BEGINNING:
            return []
        return _days_between(self.start, self.end, self.zone)

    def spans(self, *, with_history: bool) -> list[tuple[str, datetime, datetime, bool]]:
        """Name, start, end and "cut into days?" of every span that figures are read for.

        `with_history` adds what lies before each span, which stocks start from.
        """
        spans = [(CURRENT, self.start, self.end, True)]
        if with_history and self.start > BEGINNING:
            spans.append((BEFORE, BEGINNING, self.start, False))
        if self.compared_start is not None and self.compared_end is not None:
            spans.append((COMPARED, self.compared_start, self.compared_end, True))
            if with_history:
                spans.append((BEFORE_COMPARED, BEGINNING, self.compared_start, False))
        return spans

    @cached_property
    def compared_days(self) -> list[date]:
        """The local calendar days of the compared span, in order."""
        if self.compared_start is None or self.compared_end is None:
            return []
        return _days_between(self.compared_start, self.compared_end, self.zone)


def resolve_window(context: MetricsContext | None, *, zone: str, now: datetime) -> Window:
    """The window that a context asks for, in `zone`, as seen at the aware moment `now`.

    Raises ValueError for an unknown period or comparison, a naive bound, or an empty span.
    """
    asked = context or MetricsContext()
    return _window(
        asked.period,
        date_from=asked.date_from,
        date_to=asked.date_to,
        compare=asked.compare,
        zone=zone,
        now=now,
    )


@lru_cache(maxsize=256)
def _window(
    period: str,
    *,
    date_from: datetime | None,
    date_to: datetime | None,
    compare: str,
    zone: str,
    now: datetime,
) -> Window:
    """Every provider of a request asks for the same one."""
    if compare not in COMPARISONS:
        raise ValueError(f"compare must be one of {', '.join(COMPARISONS)}, not {compare!r}")
    local_zone = ZoneInfo(zone)
    if date_from is not None or date_to is not None:
        start, end = _custom_span(date_from, date_to, now)
        step = None
    else:
        start, end, step = _named_span(period, now.astimezone(local_zone))
    if start <= BEGINNING or compare == "none":
        return Window(start, end, local_zone)
    compared_start, compared_end = _compared_span(start, end, compare, step, local_zone)
    return Window(
        start,
        end,
        local_zone,
        compared_start,
        min(compared_end, _elapsed_end(start, end, compared_start, now, local_zone)),
    )


def _custom_span(
    date_from: datetime | None, date_to: datetime | None, now: datetime
) -> tuple[datetime, datetime]:
    start = date_from or BEGINNING
    end = date_to or now
    if start.tzinfo is None or end.tzinfo is None:
        raise ValueError("date_from and date_to need a time zone")
    if end <= start:
        raise ValueError("date_to must lie after date_from")
    return start, end


def _named_span(period: str, local_now: datetime) -> tuple[datetime, datetime, str | None]:
    """Start and end of a named period, and the calendar step its predecessor lies back."""
    zone = local_now.tzinfo
    if not isinstance(zone, ZoneInfo):
        raise TypeError("the moment must be in a named zone")
    today = local_now.date()
    tomorrow = today + timedelta(days=1)
    spans: dict[str, tuple[date, date, str | None]] = {
        "today": (today, tomorrow, "day"),
        "yesterday": (today - timedelta(days=1), today, "day"),
        "7d": (tomorrow - timedelta(days=7), tomorrow, None),
        "30d": (tomorrow - timedelta(days=30), tomorrow, None),
        "90d": (tomorrow - timedelta(days=90), tomorrow, None),
        "mtd": (today.replace(day=1), tomorrow, "month"),
        "qtd": (today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1), tomorrow, "quarter"),
        "ytd": (today.replace(month=1, day=1), tomorrow, "year"),
        "12m": (shift_months(tomorrow, -12), tomorrow, "year"),
    }
    if period == "all":
        return BEGINNING, midnight(tomorrow, zone), None
    if period not in spans:
        raise ValueError(f"period must be one of {', '.join(PERIODS)}, not {period!r}")
    first, after_last, step = spans[period]
    return midnight(first, zone), midnight(after_last, zone), step


def _compared_span(
    start: datetime, end: datetime, compare: str, step: str | None, zone: ZoneInfo
) -> tuple[datetime, datetime]:
    if compare == "year":
        return shift_local(start, zone, months=-12), shift_local(end, zone, months=-12)
    months = {"month": -1, "quarter": -3, "year": -12}
    if step in months:
        return shift_local(start, zone, months=months[step]), start
    if _is_midnight(start, zone) and _is_midnight(end, zone):
        length = len(_days_between(start, end, zone))
        return shift_local(start, zone, days=-length), start
    return start - (end - start), start


def _elapsed_end(
    start: datetime, end: datetime, compared_start: datetime, now: datetime, zone: ZoneInfo
) -> datetime:
    """Where the compared span ends when the asked one is still running.

    At the same local day and time, on the last full quarter of an hour: figures are kept in
    quarters.
    """
    if now >= end:
        return datetime.max.replace(tzinfo=UTC)
    local_start, local_now = start.astimezone(zone), now.astimezone(zone)
    elapsed_days = (local_now.date() - local_start.date()).days
    day = compared_start.astimezone(zone).date() + timedelta(days=elapsed_days)
    quarter = local_now.replace(minute=local_now.minute // 15 * 15, second=0, microsecond=0)
    wall_clock = datetime.combine(day, quarter.time(), tzinfo=zone)
    return wall_clock.astimezone(UTC)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a local calendar day, in UTC; DST days have 23 or 25 hours."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def shift_local(moment: datetime, zone: ZoneInfo, *, months: int = 0, days: int = 0) -> datetime:
    """The same wall clock time some calendar months and days away, in UTC."""
    local = moment.astimezone(zone)
    day = shift_months(local.date(), months) + timedelta(days=days)
    return datetime.combine(day, local.timetz().replace(tzinfo=None), tzinfo=zone).astimezone(UTC)


def shift_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day.

    31 March less one month is 28 or 29 February.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    next_year, next_month = divmod(index + 1, 12)
    next_first = date(next_year, next_month + 1, 1)
    last_day = (next_first - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last_day))


def _is_midnight(moment: datetime, zone: ZoneInfo) -> bool:
    return moment == midnight(moment.astimezone(zone).date(), zone)


def _days_between(start: datetime, end: datetime, zone: ZoneInfo) -> list[date]:
    first = start.astimezone(zone).date()
    last = (end - timedelta(microseconds=1)).astimezone(zone).date()
    return days_from(first, last)


def days_from(first: date, last: date) -> list[date]:
    """All calendar days from the first to the last, both included."""
    return [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
