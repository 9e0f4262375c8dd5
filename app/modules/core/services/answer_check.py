"""Checks what a provider answered before anyone sees it.

First its types, then each value against its metric's description, and the series against the days
that were asked for. Whole series are checked at once: a point costs some 20 nanoseconds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from app.kernel.clock import utc_now
from app.modules.contracts.metric_description import MetricDescription
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.contracts.periods import resolve_window
from app.modules.core.services.answer_rules import InvalidAnswer, check_described
from app.modules.registry import registry

T = TypeVar("T")
MOST_VALUES = 500
LONGEST_TEXT = 500
LONGEST_SERIES = 20_000
_TRENDS = {None, "up", "down", "stable"}
_NUMBERS = {int, float}
_POINTS = {int, float, type(None)}


def checked_answer(answer: object, category: str) -> list[MetricValue]:
    """The answer as it came, or InvalidAnswer: a list of finite, short, well-typed values.

    Every value belongs to the provider's category, stands once per key and unit, and is what its
    metric's description says. A module that describes its metrics answers no others; one that
    describes none may answer what it likes.
    """
    if not isinstance(answer, list):
        raise InvalidAnswer(f"answered {type(answer).__name__}, not a list")
    if len(answer) > MOST_VALUES:
        raise InvalidAnswer(f"{len(answer)} values, at most {MOST_VALUES} are shown")
    descriptions = registry().descriptions()
    seen: set[tuple[str, str | None]] = set()
    for value in answer:
        _check(value, category)
        if (value.key, value.unit) in seen:
            raise InvalidAnswer(f"{value.key}: answered twice in {value.unit or 'no unit'}")
        seen.add((value.key, value.unit))
        described = descriptions.get(value.key)
        if described is not None:
            check_described(value, described)
        elif _is_describing(value.key.partition(".")[0], descriptions):
            raise InvalidAnswer(
                f"{value.key}: not described; add it to the module's metric_descriptions.py"
            )
    return answer


def fitting_answer(answer: T, context: MetricsContext) -> T:
    """The answer as it came, or InvalidAnswer: each series has one point per day of its window.

    A window without a beginning has whatever days the numbers have, so nothing is checked there.
    What is no list of metric values is left to `checked_answer`.
    """
    values = answer if isinstance(answer, list) else []
    drawn = [v for v in values if isinstance(v, MetricValue) and (v.series or v.previous_series)]
    if not drawn or len(drawn) > MOST_VALUES:
        return answer
    expected = _expected_days(
        period=context.period,
        compare=context.compare,
        date_from=context.date_from,
        date_to=context.date_to,
        zone=context.time_zone or "UTC",
        now=context.now or utc_now(),
    )
    if expected.first is not None:
        for value in drawn:
            _check_fit(value, expected)
    return answer


class _Expected(NamedTuple):
    """How many days a window has, which is the first, and how many it is compared with."""

    days: int
    first: date | None
    compared: int


@lru_cache(maxsize=16)
def _expected_days(
    *,
    period: str,
    compare: str,
    date_from: datetime | None,
    date_to: datetime | None,
    zone: str,
    now: datetime,
) -> _Expected:
    """Remembered, because all providers of one dashboard are asked for the same window."""
    context = MetricsContext(date_from, date_to, period=period, compare=compare)
    window = resolve_window(context, zone=zone, now=now)
    days = window.days
    return _Expected(len(days), days[0] if days else None, len(window.compared_days))


def _check_fit(value: MetricValue, expected: _Expected) -> None:
    if value.series:
        if len(value.series) != expected.days:
            raise InvalidAnswer(f"{value.key}: {len(value.series)} points for {expected.days} days")
        if value.series_from != expected.first:
            raise InvalidAnswer(f"{value.key}: series_from must be the first day, {expected.first}")
    if value.previous_series and len(value.previous_series) != expected.compared:
        points = len(value.previous_series)
        raise InvalidAnswer(f"{value.key}: {points} compared points for {expected.compared} days")


def _is_describing(code: str, descriptions: Mapping[str, MetricDescription]) -> bool:
    return any(description.category == code for description in descriptions.values())


def _check(value: Any, category: str) -> None:
    if not isinstance(value, MetricValue):
        raise InvalidAnswer(f"{type(value).__name__} is not a MetricValue")
    for name in ("key", "label", "category"):
        _check_text(name, getattr(value, name), is_required=True)
    for name in ("icon", "description", "unit"):
        _check_text(f"{value.key}: {name}", getattr(value, name), is_required=False)
    if value.category != category:
        raise InvalidAnswer(f"{value.key}: category {value.category!r} is not {category!r}")
    if value.trend not in _TRENDS:
        raise InvalidAnswer(f"{value.key}: trend {value.trend!r}")
    if isinstance(value.value, str):
        _check_text(f"{value.key}: value", value.value, is_required=False)
    else:
        _check_number(f"{value.key}: value", value.value)
    _check_number(f"{value.key}: trend_value", value.trend_value)
    _check_number(f"{value.key}: previous_value", value.previous_value)
    for series in (value.series, value.previous_series):
        _check_series(value.key, series)


def _check_series(key: str, series: Any) -> None:
    if series is None:
        return
    if not isinstance(series, tuple) or len(series) > LONGEST_SERIES:
        raise InvalidAnswer(f"{key}: a series is a tuple of at most {LONGEST_SERIES} numbers")
    if _is_sound(series):
        return
    for point in series:
        _check_number(f"{key}: series", point)


def _is_sound(series: tuple[Any, ...]) -> bool:
    """Whether all points are plain finite numbers or None."""
    types = set(map(type, series))
    if not types <= _POINTS:
        return False
    numbers = series if types <= _NUMBERS else [point for point in series if point is not None]
    return all(map(math.isfinite, numbers))


def _check_text(name: str, text: Any, *, is_required: bool) -> None:
    if text is None and not is_required:
        return
    if not isinstance(text, str) or (is_required and not text) or len(text) > LONGEST_TEXT:
        raise InvalidAnswer(f"{name} must be a text of at most {LONGEST_TEXT} characters")


def _check_number(name: str, number: Any) -> None:
    if number is None:
        return
    if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
        raise InvalidAnswer(f"{name} must be a finite number, not {number!r:.40}")
