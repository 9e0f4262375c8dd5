"""When orders are placed: three years of hours with growth, seasons, weekends and nights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

DAYS = 1095
GROWTH_A_YEAR = 1.25
WEEKDAYS = (1.05, 0.95, 0.95, 1.0, 1.1, 1.1, 1.15)
MONTHS = (0.9, 0.85, 0.95, 0.95, 1.0, 0.95, 0.85, 0.85, 1.0, 1.05, 1.35, 1.5)
HOURS = (2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 12, 11, 12, 12, 11, 11, 11, 12, 14, 17, 18, 15, 9, 4)


@dataclass(frozen=True)
class Hour:
    """One hour of trade, and how many orders were placed before it and in it."""

    starts_at: datetime
    before: int
    orders: int


def plan_hours(ending: datetime, orders: int) -> Iterator[Hour]:
    """The hours until `ending` in which something was ordered; together exactly `orders`."""
    starts = [ending - timedelta(hours=left) for left in range(DAYS * 24, 0, -1)]
    reached = list(accumulate(_weight(start, ending) for start in starts))
    before = 0
    for start, weight in zip(starts, reached, strict=True):
        until = round(orders * weight / reached[-1])
        if until > before:
            yield Hour(start, before, until - before)
        before = until


def _weight(start: datetime, ending: datetime) -> float:
    years_ago = (ending - start) / timedelta(days=365)
    rhythm = WEEKDAYS[start.weekday()] * MONTHS[start.month - 1] * HOURS[start.hour]
    return float(rhythm / GROWTH_A_YEAR**years_ago)
