"""What a metric's description demands of its values."""

from __future__ import annotations

import re

from app.kernel.money import UnknownCurrency, minor_digits
from app.modules.contracts.metric_description import MetricDescription, MetricKind, MetricUnit
from app.modules.contracts.metrics import MetricValue

_CURRENCY = re.compile(r"[A-Z]{3}")
_WHOLE = {int, type(None)}


class InvalidAnswer(Exception):
    """A provider answered with something that cannot be shown; says which metric and what."""


def check_described(value: MetricValue, description: MetricDescription) -> None:
    """Raises InvalidAnswer unless unit, decimals, wholeness and limits are as described.

    The types were checked before. The points of a series of money may have more decimals than the
    currency; they are drawn, and never shown as amounts of their own.
    """
    if isinstance(value.value, str):
        raise InvalidAnswer(
            f"{value.key}: {value.value!r:.40} is a text; it is described in"
            f" {description.unit.value}"
        )
    _check_unit(value, description)
    for name, number in (("value", value.value), ("previous_value", value.previous_value)):
        if number is not None:
            _check_amount(f"{value.key}: {name}", number, value.unit, description)
    if _is_whole(description):
        for series in (value.series, value.previous_series):
            if series is not None and not set(map(type, series)) <= _WHOLE:
                raise InvalidAnswer(f"{value.key}: a series of counts has whole numbers only")


def _check_unit(value: MetricValue, description: MetricDescription) -> None:
    if description.unit is MetricUnit.MONEY:
        if not _CURRENCY.fullmatch(value.unit or ""):
            raise InvalidAnswer(f"{value.key}: money without a currency")
        return
    is_plain_count = value.unit is None and description.unit is MetricUnit.COUNT
    if value.unit != description.unit.value and not is_plain_count:
        raise InvalidAnswer(
            f"{value.key}: unit {value.unit!r}, described in {description.unit.value!r}"
        )


def _check_amount(
    name: str, number: float, unit: str | None, description: MetricDescription
) -> None:
    if description.unit is MetricUnit.MONEY:
        digits = _digits(name, unit or "")
        if round(number, digits) != number:
            raise InvalidAnswer(f"{name} {number!r} has more than the {digits} decimals of {unit}")
    elif _is_whole(description) and not isinstance(number, int):
        raise InvalidAnswer(f"{name} must be a whole number, not {number!r}")
    low, high = description.minimum, description.maximum
    if low is not None and number < low:
        raise InvalidAnswer(f"{name} {number!r} is below {low}")
    if high is not None and number > high:
        raise InvalidAnswer(f"{name} {number!r} is above {high}")


def _digits(name: str, currency: str) -> int:
    try:
        return minor_digits(currency)
    except UnknownCurrency:
        raise InvalidAnswer(f"{name}: {currency} is no currency of ISO 4217") from None


def _is_whole(description: MetricDescription) -> bool:
    """Counts and bytes are whole numbers, unless they are divided."""
    is_counted = description.unit in {MetricUnit.COUNT, MetricUnit.BYTES}
    return is_counted and description.kind is not MetricKind.RATIO
