"""The numbers as they must be, counted one mark at a time: no SQL, no code of the providers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from app.modules.contracts.metric_description import MetricDescription, MetricKind
from app.modules.contracts.metrics import MetricValue
from tests.invariants.memory import Mark

Place = tuple[str, str]
DIGITS = {"EUR": 2, "JPY": 0}
NET = {"gross": 1, "discounts": -1, "returns": -1}
SHIPPING = {"shipping": 1, "shipping_back": -1}
TAX = {"tax": 1, "tax_back": -1}
FORMULAS = {
    "orders.gross_sales": {"gross": 1},
    "orders.discounts": {"discounts": 1},
    "orders.returns": {"returns": 1},
    "orders.shipping": SHIPPING,
    "orders.tax": TAX,
    "orders.net_sales": NET,
    "orders.total_revenue": NET | SHIPPING | TAX,
}
RATIOS = {
    "orders.avg_order_value": ({"gross": 1, "discounts": -1}, "placed_per_currency"),
    "payments.failed_rate": ({"declined": 100}, "attempts"),
    "marketplace.success_rate": ({"rows_taken": 100}, "rows_processed"),
}


@dataclass(frozen=True)
class Numbers:
    """Values and daily series by key and unit; what is 0 or not applicable is left out."""

    values: dict[Place, Decimal]
    series: dict[Place, tuple[Decimal, ...]]

    def differs_from(self, other: Numbers) -> list[str]:
        """What is different, one line a number."""
        return [
            f"{place}: {mine.get(place)} and {theirs.get(place)}"
            for mine, theirs in ((self.values, other.values), (self.series, other.series))
            for place in sorted(mine.keys() | theirs.keys())
            if mine.get(place) != theirs.get(place)
        ]

    def of_kind(self, kind: MetricKind, described: dict[str, MetricDescription]) -> Numbers:
        """Only the numbers of one kind."""
        return Numbers(
            {p: value for p, value in self.values.items() if described[p[0]].kind is kind},
            {p: points for p, points in self.series.items() if described[p[0]].kind is kind},
        )


def answered(values: Iterable[MetricValue]) -> Numbers:
    """A provider's answer as such numbers."""
    found, series = {}, {}
    for value in values:
        place = (value.key, value.unit or "")
        if value.value:
            found[place] = Decimal(str(value.value))
        if value.series is not None and any(value.series):
            series[place] = tuple(Decimal(str(point)) for point in value.series)
    return Numbers(found, series)


def recounted(
    marks: Sequence[Mark],
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    descriptions: Iterable[MetricDescription],
) -> Numbers:
    """The numbers of a window, and its series by local days of the zone."""
    days = _days(start, end, zone)
    values: dict[Place, Decimal] = {}
    series: dict[Place, tuple[Decimal, ...]] = {}
    currencies = sorted({mark.currency for mark in marks if mark.currency})
    for metric in descriptions:
        places = currencies if metric.unit == "money" else [None]
        for currency in places:
            place = (metric.key, currency or metric.unit.value)
            if metric.kind is MetricKind.RATIO:
                value = _ratio(marks, metric, start, end, currency)
                if value:
                    values[place] = value
                continue
            mine = _weighed(marks, metric.key, currency)
            since = None if metric.kind is MetricKind.STOCK else start
            points = tuple(
                _major(_sum(mine, since and max(start, first), min(end, last)), currency)
                for first, last in days
            )
            total = _major(_sum(mine, since, end), currency)
            values |= {place: total} if total else {}
            series |= {place: points} if any(points) else {}
    return Numbers(values, series)


def days_changed(
    before: Numbers,
    after: Numbers,
    first: date,
    kind: MetricKind,
    described: dict[str, MetricDescription],
) -> dict[str, set[date]]:
    """By key, the days of which a series says something else than before."""
    changed: dict[str, set[date]] = {}
    old, new = (numbers.of_kind(kind, described).series for numbers in (before, after))
    for place in old.keys() | new.keys():
        length = len(old.get(place) or new.get(place) or ())
        nothing = (Decimal(0),) * length
        pairs = zip(old.get(place, nothing), new.get(place, nothing), strict=True)
        days = {first + timedelta(days=n) for n, (was, now) in enumerate(pairs) if was != now}
        if days:
            changed.setdefault(place[0], set()).update(days)
    return changed


def _weighed(marks: Iterable[Mark], key: str, currency: str | None) -> list[tuple[datetime, int]]:
    """The marks of a metric with their amounts, signed by its formula."""
    formula = FORMULAS.get(key, {key: 1})
    return [
        (mark.at, formula[mark.measure] * mark.amount)
        for mark in marks
        if mark.measure in formula and mark.currency == currency
    ]


def _sum(amounts: Iterable[tuple[datetime, int]], start: datetime | None, end: datetime) -> int:
    return sum(amount for at, amount in amounts if (start is None or start <= at) and at < end)


def _ratio(
    marks: Sequence[Mark],
    metric: MetricDescription,
    start: datetime,
    end: datetime,
    currency: str | None,
) -> Decimal | None:
    parts, whole = RATIOS[metric.key]
    inside = [m for m in marks if start <= m.at < end and m.currency == currency]
    divisor = sum(mark.amount for mark in inside if mark.measure == whole)
    if divisor == 0:
        return None
    dividend = sum(parts.get(mark.measure, 0) * mark.amount for mark in inside)
    step = Decimal("0.0001") if currency is None else Decimal(1).scaleb(-DIGITS[currency])
    quotient = (Decimal(dividend) if currency is None else _major(dividend, currency)) / divisor
    return quotient.quantize(step, rounding=ROUND_HALF_UP)


def _major(amount: int, currency: str | None) -> Decimal:
    return Decimal(amount).scaleb(-DIGITS[currency]) if currency else Decimal(amount)


def _days(start: datetime, end: datetime, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """First and last moment (exclusive) of each local day that the window touches."""
    day, days = start.astimezone(zone).date(), []
    while (first := midnight(day, zone)) < end:
        day += timedelta(days=1)
        days.append((first, midnight(day, zone)))
    return days


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a local day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
