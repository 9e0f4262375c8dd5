"""Adds up the rows of the read models into the figures of one window."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import zip_longest

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.slot_figures import QUARTER
from app.kernel.money import to_major
from app.modules.contracts.figures import FigurePlace, FigureSheet
from app.modules.contracts.periods import (
    BEFORE,
    BEFORE_COMPARED,
    BEGINNING,
    COMPARED,
    CURRENT,
    Window,
    midnight,
)
from app.modules.core.repositories.figure_folding import COURSE_DAYS
from app.modules.core.repositories.figure_reading import (
    FigureQuestion,
    FigureReading,
    KeptDays,
    KeptFigures,
    KeptRow,
)

Kept = tuple[str, str | None]
_PLACES = 100


def question_of(window: Window, modules: list[str]) -> FigureQuestion | None:
    """What to read for a window; None when it is not made of whole local days.

    Only the compared span may end within a day, on a quarter hour, while it is known how that day
    went.
    """
    bounds = [window.start, window.end, window.compared_start]
    if not all(at is None or at <= BEGINNING or _is_midnight(at, window) for at in bounds):
        return None
    part_day = None
    if window.compared_end is not None and not _is_midnight(window.compared_end, window):
        if (window.compared_end - BEGINNING) % QUARTER:
            return None
        part_day = midnight(window.compared_end.astimezone(window.zone).date(), window.zone)
        if part_day < utc_now() - timedelta(days=COURSE_DAYS - 2):
            return None
    since = min(window.start, window.compared_start or window.start)
    return FigureQuestion(modules, window.zone.key, since, part_day)


def read_kept(
    db: Session, store_ids: Sequence[int], platform_id: int | None, question: FigureQuestion
) -> dict[str, KeptFigures]:
    """What is kept of one store, or of a platform with exactly these stores, by module."""
    reading = FigureReading(db)
    if platform_id is None:
        return reading.of_store(store_ids[0], question)
    return reading.of_platform(platform_id, store_ids, question)


def sheet_of_kept(
    window: Window, kept: KeptFigures, names: Mapping[int, str], *, include_trends: bool
) -> FigureSheet:
    """The figures of a window from what is kept; `names` tells each place's measure."""
    rows, days = kept.rows, kept.days
    first, end = _span(window, rows, days)
    sums = _Sums(window, names, first, end)
    for of_currency in days:
        sums.take_days(of_currency)
    for row in rows:
        sums.take(row)
    return sums.sheet(include_trends=include_trends)


def _span(window: Window, rows: list[KeptRow], days: list[KeptDays]) -> tuple[int, int]:
    """The first day of which single days matter, and the day after the last."""
    end = _day(window.end, window)
    if window.start > BEGINNING:
        return _day(min(window.start, window.compared_start or window.start), window), end
    seen = [row.day for row in rows if row.day is not None]
    return min([end, *seen, *(of_currency.days[0] for of_currency in days)]), end


class _Sums:
    """Sums by measure and currency: of each day, since the first, over all time, of a part day.

    A day is its ordinal; a list of days begins with the day `first`.
    """

    def __init__(self, window: Window, names: Mapping[int, str], first: int, end: int) -> None:
        self._window = window
        self._names = names
        self._first, self._end = first, end
        self._days: dict[Kept, list[int]] = {}
        self._later: dict[Kept, int] = defaultdict(int)
        self._part: dict[Kept, int] = defaultdict(int)
        self._total: dict[Kept, int] = defaultdict(int)
        compared_end = window.compared_end
        is_part = compared_end is not None and not _is_midnight(compared_end, window)
        self._part_day = _day(compared_end, window) if compared_end and is_part else None
        self._part_start = (
            midnight(date.fromordinal(self._part_day), window.zone) if self._part_day else None
        )

    def take_days(self, kept: KeptDays) -> None:
        """Takes the folded days of a currency, each once, before anything is added to them."""
        within = bisect_left(kept.days, self._end)
        places = [day - self._first for day in kept.days[:within]]
        for place, column in enumerate(zip_longest(*kept.amounts), start=1):
            if not any(column):
                continue
            key = self._names.get(place, ""), kept.currency or None
            amounts = [amount or 0 for amount in column]
            days = self._days.setdefault(key, [0] * (self._end - self._first))
            for index, amount in zip(places, amounts, strict=False):
                days[index] = amount
            self._later[key] += sum(amounts[within:])

    def take(self, row: KeptRow) -> None:
        """Adds a row that is not a folded day."""
        if row.kind == "course":
            self._take_course(row)
            return
        in_part = row.at is not None and row.day == self._part_day and self._is_before(row.at)
        for place, amount in enumerate(row.amounts, start=1):
            if not amount:
                continue
            key = self._names.get(place, ""), row.currency or None
            self._total[key] += amount
            if row.day is not None:
                self._add(key, row.day, amount)
            if in_part:
                self._part[key] += amount

    def _add(self, key: Kept, day: int, amount: int) -> None:
        if day >= self._end:
            self._later[key] += amount
        elif day >= self._first:
            days = self._days.setdefault(key, [0] * (self._end - self._first))
            days[day - self._first] += amount

    def sheet(self, *, include_trends: bool) -> FigureSheet:
        """The figures of the window's spans."""
        window = self._window
        first, end = self._shown()
        series: dict[FigurePlace, list[int]] = {}
        before: dict[FigurePlace, int] = {}
        for key in self._days.keys() | self._total.keys() | self._part.keys():
            measure, currency = key
            shown = self._between(key, first, end)
            if any(shown):
                series[measure, CURRENT, currency] = shown
            before[measure, BEFORE, currency] = self._before(key, first)
            if window.compared_start is not None and window.compared_end is not None:
                compared_first = _day(window.compared_start, window)
                compared = self._between(key, compared_first, _day(window.compared_end, window))
                if self._part_day is not None:
                    compared.append(self._part[key])
                if any(compared):
                    series[measure, COMPARED, currency] = compared
                before[measure, BEFORE_COMPARED, currency] = self._before(key, compared_first)
        days = [date.fromordinal(day) for day in range(first, end)]
        return FigureSheet.of_series(
            window, days, series, before, include_trends=include_trends, to_major=to_major
        )

    def _shown(self) -> tuple[int, int]:
        """The days of the window; without a beginning, those from the first figure to the last."""
        if self._window.start > BEGINNING:
            return _day(self._window.start, self._window), self._end
        moved = [
            index for days in self._days.values() for index, amount in enumerate(days) if amount
        ]
        if not moved:
            return self._first, self._first
        return self._first + min(moved), self._first + max(moved) + 1

    def _between(self, key: Kept, first: int, end: int) -> list[int]:
        """The amounts of the days from the first to the one before the end."""
        return self._days.get(key, [])[first - self._first : end - self._first]

    def _before(self, key: Kept, first: int) -> int:
        """All that came before a day: everything less what came since."""
        since = sum(self._days.get(key, [])[first - self._first :]) + self._later.get(key, 0)
        return self._total.get(key, 0) - since

    def _take_course(self, row: KeptRow) -> None:
        if self._part_start is None:
            return
        currency = row.currency or None
        for code, amount in zip(row.codes, row.amounts, strict=True):
            quarter, place = divmod(code, _PLACES)
            if amount and self._is_before(self._part_start + quarter * QUARTER):
                self._part[self._names.get(place, ""), currency] += amount

    def _is_before(self, slot: datetime) -> bool:
        end = self._window.compared_end
        return end is not None and slot < end


def _day(moment: datetime, window: Window) -> int:
    return moment.astimezone(window.zone).toordinal()


def _is_midnight(moment: datetime, window: Window) -> bool:
    return moment == midnight(moment.astimezone(window.zone).date(), window.zone)
