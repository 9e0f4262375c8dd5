"""Adds up the rows of the read models into the figures of one window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    FigureRow,
    KeptFigures,
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


def sheet_of_rows(
    window: Window,
    rows: Iterable[FigureRow],
    names: Mapping[int, str],
    *,
    include_trends: bool,
) -> FigureSheet:
    """The figures of a window from the rows of one module; `names` tells each place's measure."""
    sums = _Sums(window, names)
    days: dict[str, list[FigureRow]] = defaultdict(list)
    others: list[FigureRow] = []
    for row in rows:
        (days[row.currency] if row.kind == "day" else others).append(row)
    for currency, of_currency in days.items():
        sums.take_days(currency or None, of_currency)
    for row in others:
        sums.take(row)
    return sums.sheet(include_trends=include_trends)


class _Sums:
    """Sums by measure and currency: by day, over all time, and of the part of a day compared."""

    def __init__(self, window: Window, names: Mapping[int, str]) -> None:
        self._window = window
        self._names = names
        self._days: dict[Kept, dict[date, int]] = defaultdict(dict)
        self._part: dict[Kept, int] = defaultdict(int)
        self._total: dict[Kept, int] = defaultdict(int)
        end = window.compared_end
        is_part = end is not None and not _is_midnight(end, window)
        self._part_day = end.astimezone(window.zone).date() if end and is_part else None
        self._part_start = midnight(self._part_day, window.zone) if self._part_day else None

    def take_days(self, currency: str | None, rows: Sequence[FigureRow]) -> None:
        """Takes the folded days of a currency, each once, before anything is added to them."""
        days = [row.day for row in rows if row.day is not None]
        columns = zip_longest(*(row.amounts for row in rows))
        for place, column in enumerate(columns, start=1):
            by_day = {day: amount for day, amount in zip(days, column, strict=True) if amount}
            if by_day:
                self._days[self._names.get(place, ""), currency] = by_day

    def take(self, row: FigureRow) -> None:
        """Adds a row that is not a folded day."""
        if row.kind == "course":
            self._take_course(row)
            return
        currency, day = row.currency or None, row.day
        in_part = row.at is not None and day == self._part_day and self._is_before(row.at)
        for place, amount in enumerate(row.amounts, start=1):
            if not amount:
                continue
            kept = (self._names.get(place, ""), currency)
            if day is not None:
                by_day = self._days[kept]
                by_day[day] = by_day.get(day, 0) + amount
            self._total[kept] += amount
            if in_part:
                self._part[kept] += amount

    def sheet(self, *, include_trends: bool) -> FigureSheet:
        """The figures of the window's spans."""
        window, zone = self._window, self._window.zone
        start = _day(window.start, window) if window.start > BEGINNING else date.min
        end = _day(window.end, window)
        by_day: dict[FigurePlace, dict[date, int]] = {}
        before: dict[FigurePlace, int] = {}
        for kept in self._days.keys() | self._total.keys() | self._part.keys():
            measure, currency = kept
            days = self._days.get(kept, {})
            in_span = {day: a for day, a in days.items() if start <= day < end and a}
            if in_span:
                by_day[measure, CURRENT, currency] = in_span
            before[measure, BEFORE, currency] = self._before(kept, start)
            if window.compared_start is not None and window.compared_end is not None:
                first = _day(window.compared_start, window)
                last = window.compared_end.astimezone(zone).date()
                compared = {day: a for day, a in days.items() if first <= day < last and a}
                if self._part_day is not None and self._part.get(kept):
                    compared[last] = self._part[kept]
                if compared:
                    by_day[measure, COMPARED, currency] = compared
                before[measure, BEFORE_COMPARED, currency] = self._before(kept, first)
        return FigureSheet.of_sums(
            window, by_day, before, include_trends=include_trends, to_major=to_major
        )

    def _before(self, kept: Kept, first: date) -> int:
        """All that came before a day: everything less what came since."""
        since = sum(amount for day, amount in self._days.get(kept, {}).items() if day >= first)
        return self._total.get(kept, 0) - since

    def _take_course(self, row: FigureRow) -> None:
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


def _day(moment: datetime, window: Window) -> date:
    return moment.astimezone(window.zone).date()


def _is_midnight(moment: datetime, window: Window) -> bool:
    return moment == midnight(_day(moment, window), window.zone)
