"""The numbers of a dashboard as rows of a file: one a metric and currency, or one a point in time.

What is unavailable or not applicable is empty and says so in its state; it is never 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.kernel.csv_export import CsvValue
from app.kernel.errors import InvalidInput
from app.modules.contracts.metric_description import MetricDescription, MetricKind
from app.modules.contracts.metrics import MetricValue
from app.modules.core.services.period_choice import PeriodChoice
from app.modules.core.services.provider_run import ProviderReport
from app.modules.registry import registry

Row = dict[str, CsvValue]
GRAINS = ("day", "week", "month")
NOT_APPLICABLE = "not_applicable"
WINDOW = ("date_from", "date_to", "time_zone", "basis")
FIGURES = ("key", "label", "value", "unit", "previous_value", "change", *WINDOW, "state")
POINTS = ("key", "label", "unit", "date", "value", "time_zone", "basis", "state")


class InvalidSeries(InvalidInput):
    """A series is asked for in steps that do not exist; names what is allowed."""

    code = "core.invalid_series"
    message_key = "core-invalid-series"


@dataclass(frozen=True)
class Reader:
    """For whom rows are written: his frontend, his rights, and the name of a metric for him."""

    audience: str
    may: Callable[[str], bool]
    name: Callable[[str, str], str]


class MetricExport:
    """Writes the reports of one period for one reader."""

    def __init__(self, choice: PeriodChoice, reader: Reader, grain: str | None = None) -> None:
        """`grain` is day, week or month for series, None for one figure a metric.

        Raises InvalidSeries.
        """
        if grain is not None and grain not in GRAINS:
            raise InvalidSeries(allowed=", ".join(GRAINS))
        self._choice = choice
        self._reader = reader
        self._grain = grain
        self._descriptions = registry().descriptions()

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, the same in every language."""
        return FIGURES if self._grain is None else POINTS

    def rows(self, reports: Sequence[ProviderReport]) -> Iterator[Row]:
        """All rows, each with every column of the header."""
        for report in reports:
            for row in self._rows_of(report):
                yield {name: row.get(name) for name in self.header}

    def _rows_of(self, report: ProviderReport) -> Iterator[Row]:
        if not report.values and report.has_failed:
            yield from self._unavailable(report)
        for value in report.values:
            description = self._descriptions.get(value.key)
            if description is not None and not self._is_shown(description):
                continue
            named = self._named(value.key, value.label) | {"unit": value.unit}
            if self._grain is None:
                yield named | self._figure(value, report.state)
            else:
                yield from (named | point for point in self._points(value, report.state))

    def _unavailable(self, report: ProviderReport) -> Iterator[Row]:
        """An empty row for each number that the provider owed; one when it describes none."""
        owed = [d for d in self._descriptions.values() if d.category == report.category]
        for description in owed:
            if self._is_shown(description):
                named = self._named(description.key, description.label)
                yield named | self._window() | {"state": report.state}
        if not owed:
            named = self._named(report.category, report.category)
            yield named | self._window() | {"state": report.state}

    def _is_shown(self, description: MetricDescription) -> bool:
        is_meant = self._reader.audience in description.audiences
        return is_meant and self._reader.may(description.permission)

    def _named(self, key: str, label: str) -> Row:
        return {"key": key, "label": self._reader.name(key, label)}

    def _figure(self, value: MetricValue, state: str) -> Row:
        return self._window() | {
            "value": _cell(value.value),
            "previous_value": _cell(value.previous_value),
            "change": _cell(value.trend_value),
            "state": NOT_APPLICABLE if value.value is None else state,
        }

    def _window(self) -> Row:
        window = self._choice.window
        return {
            "date_from": self._choice.date_from if window.days else None,
            "date_to": self._choice.date_to,
            "time_zone": window.zone.key,
            "basis": self._choice.basis,
        }

    def _points(self, value: MetricValue, state: str) -> Iterator[Row]:
        if value.series is None or value.series_from is None:
            return
        description = self._descriptions.get(value.key)
        is_level = description is not None and description.kind is not MetricKind.FLOW
        days = zip(_days_from(value.series_from), value.series, strict=False)
        grouped = _grouped(days, self._grain or "day", is_level=is_level)
        for day, number in grouped.items():
            yield {
                "date": day,
                "value": number,
                "time_zone": self._choice.window.zone.key,
                "basis": self._choice.basis,
                "state": NOT_APPLICABLE if number is None else state,
            }


def _days_from(first: date) -> Iterator[date]:
    while True:
        yield first
        first += timedelta(days=1)


def _grouped(
    days: Iterator[tuple[date, float | None]], grain: str, *, is_level: bool
) -> dict[date, CsvValue]:
    """The days put together under the first day of their week (Monday) or month.

    Flows are added, of levels the last known one stands. Worked example: 3 and 4 in one week are
    a flow of 7 and a level of 4.
    """
    found: dict[date, CsvValue] = {}
    for day, point in days:
        start = _start_of(day, grain)
        number, before = _number(point), found.get(start)
        if is_level or not isinstance(before, int | Decimal):
            found[start] = before if number is None else number
        elif number is not None:
            found[start] = before + number
    return found


def _start_of(day: date, grain: str) -> date:
    if grain == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if grain == "week" else day


def _number(value: float | None) -> int | Decimal | None:
    """Exactly as it is written: a float of 0.1 is the decimal 0.1."""
    if value is None or isinstance(value, int):
        return value
    return Decimal(str(value))


def _cell(value: float | str | None) -> CsvValue:
    return value if isinstance(value, str) else _number(value)
