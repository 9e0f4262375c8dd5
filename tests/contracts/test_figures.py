"""Ratios of a figure sheet: computed from sums, rounded half away from zero."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from app.modules.contracts.figures import FigureSheet
from app.modules.contracts.metric_description import MetricDescription, MetricKind, MetricUnit
from app.modules.contracts.periods import CURRENT, Window


@dataclass(frozen=True)
class Figure:
    measure: str
    amount: int
    currency: str | None = None
    span: str = CURRENT
    day: date | None = None


def ratio(part: int, whole: int, *, unit: MetricUnit, currency: str | None = None) -> object:
    window = Window(
        datetime(2025, 1, 1, tzinfo=UTC), datetime(2025, 1, 2, tzinfo=UTC), ZoneInfo("UTC")
    )
    figures = [Figure("part", part, currency), Figure("whole", whole)]
    sheet = FigureSheet(window, figures, include_trends=False, to_major=_to_major)
    description = MetricDescription(
        key="orders.ratio",
        label="Ratio",
        definition="Part over whole.",
        kind=MetricKind.RATIO,
        permission="orders.view",
        unit=unit,
    )
    return sheet.ratio(description, {"part": 1}, {"whole": 1}, currency).value


def _to_major(amount_minor: int, _currency: str) -> Decimal:
    return Decimal(amount_minor).scaleb(-2)


class TestRatio:
    @pytest.mark.parametrize(
        ("part", "whole", "expected"),
        [(5, 2, 0.03), (-5, 2, -0.03), (25, 10, 0.03), (249, 100, 0.02), (1000, 3, 3.33)],
    )
    def test_rounds_money_half_up(self, part: int, whole: int, expected: float) -> None:
        assert ratio(part, whole, unit=MetricUnit.MONEY, currency="EUR") == expected

    def test_rounds_per_cent_half_up(self) -> None:
        assert ratio(1, 1_600_000, unit=MetricUnit.PERCENT) == 0.0001
        assert ratio(1, 2_000_000, unit=MetricUnit.PERCENT) == 0.0001

    def test_rounds_counts_half_up(self) -> None:
        assert ratio(1, 20_000, unit=MetricUnit.COUNT) == 0.0001

    def test_is_not_applicable_over_nothing(self) -> None:
        assert ratio(7, 0, unit=MetricUnit.PERCENT) is None
