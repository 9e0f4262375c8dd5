"""Days gathered into weeks and months: arithmetic on dates, so no clock change can bend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST_DAYS = 92
MOST_DAYS_IN_WEEKS = 400

Point = float | None


class Step(StrEnum):
    """How much time one point of a chart covers."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Bucket:
    """The days `first` to `last`, both inclusive, that one point of a chart covers.

    The first and the last bucket of a window hold only the days that lie in the window.
    """

    first: date
    last: date
    step: Step

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1

    @property
    def is_whole(self) -> bool:
        """Whether it holds the whole week or month, and not only what the window cuts from it."""
        following = self.last + timedelta(days=1)
        starts = _start_of(self.first, self.step) == self.first
        return starts and _start_of(following, self.step) == following

    def is_running(self, today: date) -> bool:
        """Whether its last day is not over yet."""
        return self.first <= today <= self.last


def sensible_step(days: int) -> Step:
    """Days up to a quarter, weeks up to a good year, months beyond."""
    if days <= MOST_DAYS:
        return Step.DAY
    return Step.WEEK if days <= MOST_DAYS_IN_WEEKS else Step.MONTH


def buckets(first: date, days: int, step: Step) -> list[Bucket]:
    """The buckets of `days` days from `first` on, in order; weeks begin on Monday.

    Ten days from Saturday 1 August 2026 on are the weeks 1–2, 3–9 and 10 August.
    """
    found: list[Bucket] = []
    for offset in range(days):
        day = first + timedelta(days=offset)
        if found and _start_of(day, step) == _start_of(found[-1].first, step):
            found[-1] = Bucket(found[-1].first, day, step)
        else:
            found.append(Bucket(day, day, step))
    return found


def sums(series: Sequence[Point], parts: Sequence[Bucket]) -> list[Point]:
    """What a flow came to in each bucket; None where no day of it is known."""
    return [_total(days) for days in _cut(series, parts)]


def last_values(series: Sequence[Point], parts: Sequence[Bucket]) -> list[Point]:
    """Where a stock stood at the end of each bucket; None where no day of it is known."""
    return [
        next((point for point in reversed(days) if point is not None), None)
        for days in _cut(series, parts)
    ]


def _cut(series: Sequence[Point], parts: Sequence[Bucket]) -> list[list[Point]]:
    """The days of each bucket, by position.

    A compared series is cut at the same places, so that three days of a week stand beside three
    days. What it has beyond the last bucket belongs to the last one, so nothing of it is lost.
    """
    pieces: list[list[Point]] = []
    at = 0
    for number, part in enumerate(parts, start=1):
        end = at + part.days if number < len(parts) else len(series)
        pieces.append(list(series[at:end]))
        at = end
    return pieces


def _total(days: Sequence[Point]) -> Point:
    known = [point for point in days if point is not None]
    return sum(known) if known else None


def _start_of(day: date, step: Step) -> date:
    if step is Step.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step is Step.MONTH else day
