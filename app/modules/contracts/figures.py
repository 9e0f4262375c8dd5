"""From daily figures to metric values: the arithmetic that every provider shares.

A provider's repository returns `DailyFigure`s: what changed on which local day. Flows add the
figures of the window; stocks start from everything before it and carry on; ratios are computed
from the sums of their parts, never averaged. Everything stays integer until the last step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate
from operator import add, sub
from typing import Protocol

from app.modules.contracts.metric_description import MetricDescription, MetricUnit
from app.modules.contracts.metrics import MetricValue, Trend
from app.modules.contracts.periods import (
    BEFORE,
    BEFORE_COMPARED,
    COMPARED,
    CURRENT,
    Window,
    days_from,
)

_SHOWN = frozenset({CURRENT, COMPARED})
_RATIO_STEP = Decimal("0.0001")
ToMajor = Callable[[int, str], Decimal]
FigurePlace = tuple[str, str, str | None]


class DailyFigure(Protocol):
    """What one measure did in one span of a window on one local day; a database row will do.

    `span` is one of `Window.spans()`. `amount` is a count, or minor units of `currency`. `day` is
    None where the span is not cut into days (what lies before a window).
    """

    @property
    def measure(self) -> str: ...
    @property
    def span(self) -> str: ...
    @property
    def day(self) -> date | None: ...
    @property
    def currency(self) -> str | None: ...
    @property
    def amount(self) -> int: ...


class FigureSheet:
    """All daily figures of one provider call, ready to be read as metric values.

    `to_major` turns minor units into major units of a currency; the caller hands it in, because
    contracts know no currency table.
    """

    def __init__(
        self,
        window: Window,
        figures: Iterable[DailyFigure],
        *,
        include_trends: bool,
        to_major: ToMajor | None = None,
    ) -> None:
        self._window = window
        self._include_trends = include_trends
        self._to_major = to_major
        self._totals: dict[FigurePlace, int] = defaultdict(int)
        self._series: dict[FigurePlace, Sequence[int]] = {}
        by_day: dict[FigurePlace, dict[date, int]] = defaultdict(dict)
        for figure in figures:
            if not figure.amount:
                continue
            place = (figure.measure, figure.span, figure.currency)
            self._totals[place] += int(figure.amount)
            if figure.day is not None:
                days = by_day[place]
                days[figure.day] = days.get(figure.day, 0) + int(figure.amount)
        self._days = {CURRENT: window.days or _spanned(by_day), COMPARED: window.compared_days}
        for place, days in by_day.items():
            self._series[place] = [days.get(day, 0) for day in self._days.get(place[1], ())]

    @classmethod
    def of_series(
        cls,
        window: Window,
        days: Sequence[date],
        series: Mapping[FigurePlace, Sequence[int]],
        before: Mapping[FigurePlace, int],
        *,
        include_trends: bool,
        to_major: ToMajor | None = None,
    ) -> FigureSheet:
        """A sheet of figures that are added up already, by (measure, span, currency).

        `series` has a number for each day of its span: of `days` for the window itself, of
        `window.compared_days` for what it is compared with. It has none that is 0 on every day.
        `before` is what lies before the spans.
        """
        sheet = cls(window, (), include_trends=include_trends, to_major=to_major)
        sheet._days[CURRENT] = list(days)
        sheet._series.update(series)
        sheet._totals.update(before)
        sheet._totals.update({place: sum(amounts) for place, amounts in series.items()})
        return sheet

    def currencies(self, *measures: str) -> list[str]:
        """The currencies that any of the measures moved in by more than 0, in alphabetical order.

        In the window or the span compared with; what lies before them does not matter.
        """
        return sorted(
            {
                currency
                for measure, span, currency in self._totals
                if measure in measures and currency is not None and span in _SHOWN
            }
        )

    def total(self, measure: str, currency: str | None = None, span: str = CURRENT) -> int:
        """The sum of a measure over a span, in minor units for money; 0 when nothing happened."""
        return self._totals.get((measure, span, currency), 0)

    def flow(self, description: MetricDescription, measure: str) -> MetricValue:
        """A count that adds up over the window."""
        return self._value(
            description,
            value=self.total(measure),
            previous=self._compared(self.total(measure, span=COMPARED)),
            series=self._flow_series(measure, None, CURRENT),
            previous_series=self._flow_series(measure, None, COMPARED),
        )

    def stock(self, description: MetricDescription, measure: str) -> MetricValue:
        """A count at the end of the window: all before it plus what came and went during it.

        The compared value is the count at the end of the compared span.
        """
        opening = self.total(measure, span=BEFORE)
        compared_opening = self.total(measure, span=BEFORE_COMPARED)
        return self._value(
            description,
            value=opening + self.total(measure),
            previous=self._compared(compared_opening + self.total(measure, span=COMPARED)),
            series=self._running(opening, self._flow_series(measure, None, CURRENT)),
            previous_series=self._running(
                compared_opening, self._flow_series(measure, None, COMPARED)
            ),
        )

    def money(
        self, description: MetricDescription, amounts: dict[str, int], currencies: Sequence[str]
    ) -> list[MetricValue]:
        """Flows of money, one value per currency; `amounts` maps each measure to +1 or -1.

        Worked example: gross 100.00, discounts 10.00 and returns 5.00 with signs
        {"gross": 1, "discounts": -1, "returns": -1} give net sales of 85.00.
        """
        return [self._money(description, amounts, currency) for currency in currencies]

    def ratio(
        self,
        description: MetricDescription,
        parts: dict[str, int],
        whole: dict[str, int],
        currency: str | None = None,
    ) -> MetricValue:
        """A part over a whole, in per cent or, with a currency, in major units per item.

        Both are sums of measures with signs. None when the whole is 0: not applicable is not 0.
        """
        return self._value(
            description,
            value=self._quotient(parts, whole, currency, CURRENT, description.unit),
            previous=(
                self._quotient(parts, whole, currency, COMPARED, description.unit)
                if self._is_compared
                else None
            ),
            unit=currency,
        )

    @property
    def _is_compared(self) -> bool:
        return self._include_trends and self._window.compared_start is not None

    def _compared(self, amount: int) -> int | None:
        return amount if self._is_compared else None

    def _signed(self, amounts: dict[str, int], currency: str | None, span: str) -> int:
        return sum(sign * self.total(measure, currency, span) for measure, sign in amounts.items())

    def _money(
        self, description: MetricDescription, amounts: dict[str, int], currency: str
    ) -> MetricValue:
        return self._value(
            description,
            value=self._major(self._signed(amounts, currency, CURRENT), currency),
            previous=(
                self._major(self._signed(amounts, currency, COMPARED), currency)
                if self._is_compared
                else None
            ),
            unit=currency,
            series=self._money_series(amounts, currency, CURRENT),
            previous_series=self._money_series(amounts, currency, COMPARED),
        )

    def _quotient(
        self,
        parts: dict[str, int],
        whole: dict[str, int],
        currency: str | None,
        span: str,
        unit: MetricUnit,
    ) -> float | None:
        divisor = self._signed(whole, None, span) or self._signed(whole, currency, span)
        if divisor == 0:
            return None
        dividend = Decimal(self._signed(parts, currency, span))
        if unit is MetricUnit.PERCENT:
            return _rounded(100 * dividend / divisor, _RATIO_STEP)
        if currency is None or self._to_major is None:
            return _rounded(dividend / divisor, _RATIO_STEP)
        amount = self._to_major(int(dividend), currency)
        return _rounded(amount / divisor, self._to_major(1, currency))

    def _major(self, amount_minor: int, currency: str) -> float:
        if self._to_major is None:
            raise ValueError("money needs to_major")
        return float(self._to_major(amount_minor, currency))

    def _shown_days(self, span: str) -> int:
        """How many days a series has; none when no trends are asked for."""
        return len(self._days[span]) if self._include_trends else 0

    def _flow_series(
        self, measure: str, currency: str | None, span: str
    ) -> tuple[float, ...] | None:
        days = self._shown_days(span)
        if not days:
            return None
        series = self._series.get((measure, span, currency))
        return (0,) * days if series is None else tuple(series)

    def _money_series(
        self, amounts: dict[str, int], currency: str, span: str
    ) -> tuple[float, ...] | None:
        days = self._shown_days(span)
        if not days:
            return None
        sums: Iterable[int] = (0,) * days
        for measure, sign in amounts.items():
            series = self._series.get((measure, span, currency))
            if series is not None:
                sums = map(add if sign > 0 else sub, sums, series)
        # Dividing whole numbers rounds as exactly as a decimal does, in a fraction of the time.
        per_major = round(1 / self._major(1, currency))
        return tuple(amount / per_major for amount in sums)

    @staticmethod
    def _running(opening: int, changes: tuple[float, ...] | None) -> tuple[float, ...] | None:
        if changes is None:
            return None
        return tuple(accumulate(changes, initial=opening))[1:]

    def _value(
        self,
        description: MetricDescription,
        *,
        value: float | None,
        previous: float | None,
        unit: str | None = None,
        series: tuple[float, ...] | None = None,
        previous_series: tuple[float, ...] | None = None,
    ) -> MetricValue:
        trend, change = trend_of(value, previous, in_points=description.unit is MetricUnit.PERCENT)
        return MetricValue(
            key=description.key,
            value=value,
            label=description.label,
            category=description.category,
            icon=description.icon,
            description=description.definition,
            unit=unit or description.unit.value,
            trend=trend,
            trend_value=change,
            previous_value=previous,
            series=series,
            previous_series=previous_series,
            series_from=self._days[CURRENT][0] if series else None,
        )


def _spanned(by_day: Mapping[FigurePlace, Mapping[date, int]]) -> list[date]:
    """The days from the first figure to the last, for a window without a beginning."""
    seen = [day for days in by_day.values() for day, amount in days.items() if amount]
    return days_from(min(seen), max(seen)) if seen else []


def _rounded(number: Decimal, step: Decimal) -> float:
    """Half away from zero, as on an invoice: 2.345 in steps of 0.01 is 2.35."""
    return float(number.quantize(step, rounding=ROUND_HALF_UP))


def trend_of(
    value: float | None, previous: float | None, *, in_points: bool = False
) -> tuple[Trend | None, float | None]:
    """Direction and size of a change: per cent of the earlier value, or points for rates.

    From 0 to more is "up" without a size (the card says "new"); 0 and 0 is stable. Nothing to
    compare with gives no trend. Worked example: 120 after 100 is ("up", 20.0).
    """
    if value is None or previous is None:
        return None, None
    direction: Trend = "stable" if value == previous else "up" if value > previous else "down"
    if in_points:
        return direction, round(value - previous, 2)
    if previous == 0:
        return direction, 0.0 if value == 0 else None
    return direction, round((value - previous) / abs(previous) * 100, 2)
