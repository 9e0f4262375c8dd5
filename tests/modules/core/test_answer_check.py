"""What a provider answers is held against the descriptions, and refused where it differs."""

from __future__ import annotations

import time
import timeit
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.modules.base import ModuleDefinition
from app.modules.contracts.metric_description import MetricDescription, MetricKind, MetricUnit
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.core.services import answer_check
from app.modules.core.services import stats_aggregator as aggregator_module
from app.modules.core.services.answer_check import checked_answer, fitting_answer
from app.modules.core.services.answer_rules import InvalidAnswer
from app.modules.core.services.stats_aggregator import StatsAggregatorService
from app.modules.registry import ModuleRegistry
from tests.factories import make_platform, make_store
from tests.modules.core.bad_providers import module

COUNT = MetricDescription("m.count", "Count", "Count.", MetricKind.FLOW, "", minimum=0)
LEVEL = replace(COUNT, key="m.level", minimum=None)
MONEY = replace(COUNT, key="m.money", unit=MetricUnit.MONEY, minimum=None)
RATE = replace(COUNT, key="m.rate", kind=MetricKind.RATIO, unit=MetricUnit.PERCENT, maximum=100)
EACH = replace(COUNT, key="m.each", kind=MetricKind.RATIO)
BYTES = replace(COUNT, key="m.bytes", unit=MetricUnit.BYTES)
DESCRIBED = ModuleDefinition(
    "m", "M", metric_descriptions=lambda: (COUNT, LEVEL, MONEY, RATE, EACH, BYTES)
)


def value(key: str, number: Any, unit: str | None, **fields: Any) -> MetricValue:
    return MetricValue(key=key, value=number, label="L", category="m", unit=unit, **fields)


FINE = [
    value("m.count", 0, "items", previous_value=3, series=(1, 2, None)),
    value("m.level", -4, None),
    value("m.money", 85.1, "EUR", previous_value=-0.01, series=(1.5, 2, None)),
    value("m.money", 1200, "JPY"),
    value("m.money", 1.234, "KWD"),
    value("m.rate", 100, "%", previous_value=0.0),
    value("m.each", 1.2345, "items"),
    value("m.bytes", 2**40, "bytes"),
    value("m.count", None, None),
]
WRONG: dict[str, tuple[MetricValue, str]] = {
    "another unit": (value("m.count", 1, "bytes"), "described in 'items'"),
    "no unit of per cent": (value("m.rate", 1, None), "described in '%'"),
    "money without currency": (value("m.money", 1, None), "money without a currency"),
    "money in a word": (value("m.money", 1, "euro"), "money without a currency"),
    "no currency of ISO": (value("m.money", 1, "XQX"), "no currency of ISO 4217"),
    "too many decimals": (value("m.money", 1.005, "EUR"), "more than the 2 decimals of EUR"),
    "decimals of yen": (value("m.money", 1.5, "JPY"), "more than the 0 decimals of JPY"),
    "decimals before": (value("m.money", 1, "EUR", previous_value=0.001), "previous_value"),
    "half a thing": (value("m.count", 1.5, "items"), "whole number"),
    "a float of a count": (value("m.count", 2.0, "items"), "whole number"),
    "half a byte": (value("m.bytes", 0.5, "bytes"), "whole number"),
    "less than nothing": (value("m.count", -1, "items"), "is below 0"),
    "less than nothing before": (value("m.count", 1, "items", previous_value=-1), "is below 0"),
    "more than all": (value("m.rate", 100.1, "%"), "is above 100"),
    "endless per cent": (value("m.rate", float("inf"), "%"), "finite"),
    "a word for a number": (value("m.count", "many", "items"), "is a text"),
    "half a thing in a series": (value("m.count", 1, "items", series=(1, 0.5)), "whole numbers"),
    "a series of words": (value("m.money", 1, "EUR", series=(1, "2")), "series"),
    "a series of truth": (value("m.money", 1, "EUR", series=(1, True)), "series"),
    "a series without end": (value("m.money", 1, "EUR", series=(1, float("nan"))), "series"),
    "opposite infinities": (
        value("m.money", 1, "EUR", series=(float("inf"), float("-inf"))),
        "series",
    ),
    "a list for a series": (value("m.money", 1, "EUR", series=[1, 2]), "series is a tuple"),
    "undescribed": (value("m.other", 1, "items"), "add it to the module's metric_descriptions.py"),
}


@pytest.fixture(autouse=True)
def _described(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = ModuleRegistry([DESCRIBED])
    monkeypatch.setattr(answer_check, "registry", lambda: installed)


class TestCheckedAnswer:
    def test_lets_what_is_as_described_pass(self) -> None:
        assert checked_answer(FINE[:-1], "m") == FINE[:-1]
        assert checked_answer(FINE[-1:], "m") == FINE[-1:]

    @pytest.mark.parametrize("kind", sorted(WRONG))
    def test_refuses_what_differs(self, kind: str) -> None:
        wrong, complaint = WRONG[kind]

        with pytest.raises(InvalidAnswer, match=r"^m\.") as refused:
            checked_answer([FINE[0], wrong] if wrong.key != "m.count" else [wrong], "m")

        assert complaint in str(refused.value)
        assert wrong.key in str(refused.value)

    def test_refuses_a_metric_twice_in_one_unit_only(self) -> None:
        euro, yen = FINE[2], FINE[3]

        assert checked_answer([euro, yen], "m") == [euro, yen]
        with pytest.raises(InvalidAnswer, match=r"m\.money: answered twice in EUR"):
            checked_answer([euro, yen, replace(euro, value=2)], "m")

    def test_a_module_that_describes_nothing_answers_what_it_likes(self) -> None:
        plain = [MetricValue("other.n", 1.5, "N", "m"), MetricValue("other.word", "good", "N", "m")]

        assert checked_answer(plain, "m") == plain


NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
MARCH = MetricsContext(period="mtd", compare="year", time_zone="Europe/Luxembourg", now=NOW)
FITTING = value(
    "m.count",
    1,
    "items",
    series=(0,) * 31,
    previous_series=(0,) * 31,
    series_from=date(2026, 3, 1),
)


class TestFittingAnswer:
    def test_takes_one_point_per_day_across_a_change_of_the_clock(self) -> None:
        assert fitting_answer([FITTING], MARCH) == [FITTING]

    @pytest.mark.parametrize(
        ("changes", "complaint"),
        [
            ({"series": (0,) * 30}, "30 points for 31 days"),
            ({"series": (0,) * 32}, "32 points for 31 days"),
            ({"previous_series": (0,) * 28}, "28 compared points for 31 days"),
            ({"series_from": date(2026, 3, 2)}, "must be the first day, 2026-03-01"),
            ({"series_from": None}, "must be the first day, 2026-03-01"),
        ],
    )
    def test_refuses_any_other_number(self, changes: dict[str, Any], complaint: str) -> None:
        with pytest.raises(InvalidAnswer, match=complaint):
            fitting_answer([replace(FITTING, **changes)], MARCH)

    @pytest.mark.parametrize("answer", [None, "x", [{"key": "x"}], [FINE[1]], []])
    def test_leaves_what_has_no_series_to_the_other_check(self, answer: Any) -> None:
        assert fitting_answer(answer, MARCH) is answer

    def test_a_window_without_beginning_has_the_days_of_its_numbers(self) -> None:
        short = replace(FITTING, series=(1, 2), previous_series=None)

        assert fitting_answer([short], replace(MARCH, period="all")) == [short]


Wrong = Callable[[Session], Any]


class TestReport:
    @pytest.mark.parametrize(
        "answer",
        [
            lambda _db: [value("m.count", -1, "items")],
            lambda _db: [value("m.count", 1, "items", series=(1, 2), series_from=date(2026, 1, 1))],
        ],
    )
    def test_a_wrong_answer_is_an_error_and_the_others_stay(
        self, db: Session, monkeypatch: pytest.MonkeyPatch, answer: Wrong
    ) -> None:
        platform = make_platform(db)
        store = make_store(db, platforms=[platform])
        right = MetricValue("zz.n", 7, "N", "zz")
        installed = ModuleRegistry([module("m", answer), module("zz", lambda _db: [right])])
        monkeypatch.setattr(aggregator_module, "registry", lambda: installed)

        wrong, healthy = StatsAggregatorService().report_store(db, store.id, platform.id)

        assert (wrong.state, wrong.values) == ("error", [])
        assert wrong.reference
        assert (healthy.state, healthy.values) == ("ok", [right])


def test_forty_values_with_a_month_each_cost_well_under_a_millisecond() -> None:
    days = tuple(float(day) for day in range(30))
    first = (datetime.now(UTC) - timedelta(days=29)).date()
    answer = [
        value("m.money", 10.5, f"{a}{b}D", series=days, previous_series=days, series_from=first)
        for a, b in ("US", "CA", "AU", "NZ")
    ] + [
        MetricValue(f"other.{n}", n, "N", "m", series=days, previous_series=days, series_from=first)
        for n in range(36)
    ]
    context = MetricsContext(time_zone="UTC", now=datetime.now(UTC))

    seconds = min(
        timeit.repeat(
            lambda: checked_answer(fitting_answer(answer, context), "m"),
            timer=time.process_time,
            number=10,
            repeat=50,
        )
    )

    assert seconds / 10 < 0.002, f"{seconds * 100:.3f} ms"
