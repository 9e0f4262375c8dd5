"""Days gathered into weeks and months, held against the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.modules.core.services.series_buckets import (
    Bucket,
    Step,
    buckets,
    last_values,
    sensible_step,
    sums,
)

SATURDAY = date(2026, 8, 1)
FIRSTS = st.dates(min_value=date(1971, 1, 1), max_value=date(2190, 1, 1))
AMOUNTS = st.one_of(st.none(), st.integers(min_value=-(10**6), max_value=10**6))


class TestBuckets:
    def test_weeks_begin_on_monday_and_the_window_cuts_them(self) -> None:
        found = buckets(SATURDAY, 10, Step.WEEK)

        assert [(b.first.day, b.last.day, b.days) for b in found] == [
            (1, 2, 2),
            (3, 9, 7),
            (10, 10, 1),
        ]
        assert [b.is_whole for b in found] == [False, True, False]

    def test_months_know_their_length(self) -> None:
        found = buckets(date(2028, 1, 31), 31, Step.MONTH)

        assert [(b.first, b.days) for b in found] == [
            (date(2028, 1, 31), 1),
            (date(2028, 2, 1), 29),
            (date(2028, 3, 1), 1),
        ]
        assert [b.is_whole for b in found] == [False, True, False]

    @pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)])
    def test_a_day_of_23_or_25_hours_is_one_day(self, sunday: date) -> None:
        (week,) = buckets(sunday - timedelta(days=6), 7, Step.WEEK)

        assert (week.days, week.is_whole, week.last) == (7, True, sunday)
        assert len(buckets(sunday - timedelta(days=1), 3, Step.DAY)) == 3

    def test_a_week_over_new_year_stays_together(self) -> None:
        found = buckets(date(2026, 12, 28), 7, Step.WEEK)

        assert [b.days for b in found] == [7]

    def test_no_days_are_no_buckets(self) -> None:
        assert buckets(SATURDAY, 0, Step.WEEK) == []

    @given(FIRSTS, st.integers(min_value=1, max_value=900), st.sampled_from(Step))
    def test_hold_every_day_once(self, first: date, days: int, step: Step) -> None:
        found = buckets(first, days, step)

        held = [b.first + timedelta(days=n) for b in found for n in range(b.days)]
        assert held == [first + timedelta(days=n) for n in range(days)]
        for before, after in pairwise(found):
            assert step is not Step.WEEK or after.first.weekday() == 0
            assert step is not Step.MONTH or after.first.day == 1
            assert before.last < after.first

    def test_the_bucket_of_today_is_running(self) -> None:
        week = Bucket(date(2026, 8, 3), date(2026, 8, 9), Step.WEEK)

        assert week.is_running(date(2026, 8, 9))
        assert not week.is_running(date(2026, 8, 10))
        assert not week.is_running(date(2026, 8, 2))


class TestValues:
    def test_flows_are_summed_and_stocks_take_the_last(self) -> None:
        weeks = buckets(SATURDAY, 10, Step.WEEK)
        series = [1, 2, 3, None, 4, 5, 6, None, None, None]

        assert sums(series, weeks) == [3, 18, None]
        assert last_values(series, weeks) == [2, 6, None]

    def test_what_is_longer_than_the_window_is_not_lost(self) -> None:
        weeks = buckets(SATURDAY, 3, Step.WEEK)

        assert sums([1, 1, 1, 1, 1], weeks) == [2, 3]

    def test_what_is_shorter_ends_early(self) -> None:
        weeks = buckets(SATURDAY, 10, Step.WEEK)

        assert sums([5], weeks) == [5, None, None]
        assert last_values([], weeks) == [None, None, None]

    @given(FIRSTS, st.lists(AMOUNTS, min_size=1, max_size=400), st.sampled_from(Step))
    def test_keep_the_total_and_the_last_value(
        self, first: date, series: list[float | None], step: Step
    ) -> None:
        parts = buckets(first, len(series), step)

        known = [point for point in series if point is not None]
        assert sum(point or 0 for point in sums(series, parts)) == sum(known)
        ends = [point for point in last_values(series, parts) if point is not None]
        assert ends[-1:] == known[-1:]


class TestSensibleStep:
    @pytest.mark.parametrize(
        ("days", "step"),
        [(1, Step.DAY), (92, Step.DAY), (93, Step.WEEK), (366, Step.WEEK), (401, Step.MONTH)],
    )
    def test_keeps_charts_readable(self, days: int, step: Step) -> None:
        assert sensible_step(days) is step
