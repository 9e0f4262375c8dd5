"""Checks what a provider answered before anyone sees it."""

from __future__ import annotations

import math
import re
from typing import Any

from app.modules.contracts.metric_description import MetricUnit
from app.modules.contracts.metrics import MetricValue
from app.modules.registry import registry

MOST_VALUES = 500
LONGEST_TEXT = 500
LONGEST_SERIES = 5000
_CURRENCY = re.compile(r"[A-Z]{3}")
_TRENDS = {None, "up", "down", "stable"}


class InvalidAnswer(Exception):
    """A provider answered with something that cannot be shown; says which metric and what."""


def checked_answer(answer: object, category: str) -> list[MetricValue]:
    """The answer as it came, or InvalidAnswer: a list of finite, short, well-typed values.

    A metric described as money names its ISO 4217 currency in `unit`; every value belongs to the
    provider's category.
    """
    if not isinstance(answer, list):
        raise InvalidAnswer(f"answered {type(answer).__name__}, not a list")
    if len(answer) > MOST_VALUES:
        raise InvalidAnswer(f"{len(answer)} values, at most {MOST_VALUES} are shown")
    descriptions = registry().descriptions()
    for value in answer:
        _check(value, category)
        described = descriptions.get(value.key)
        is_money = described is not None and described.unit is MetricUnit.MONEY
        if is_money and not _CURRENCY.fullmatch(value.unit or ""):
            raise InvalidAnswer(f"{value.key}: money without a currency")
    return answer


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
    for point in series:
        _check_number(f"{key}: series", point)


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
