"""Windows: presets, comparison, and the days when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.modules.contracts.metrics import MetricsContext
from app.modules.contracts.periods import (
    BEGINNING,
    PERIODS,
    Window,
    resolve_window,
    shift_months,
)

LUXEMBOURG = "Europe/Luxembourg"
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 8, 14, tzinfo=UTC)


def window(period: str = "30d", *, now: datetime = NOW, **asked: object) -> Window:
    context = MetricsContext(period=period, **asked)  # type: ignore[arg-type]
    return resolve_window(context, zone=LUXEMBOURG, now=now)


def local(moment: datetime | None) -> str:
    assert moment is not None
    return moment.astimezone(window().zone).strftime("%Y-%m-%d %H:%M")


class TestPresets:
    @pytest.mark.parametrize(
        ("period", "start", "end", "compared_start", "compared_end"),
        [
            ("today", "2026-11-22", "2026-11-23", "2026-11-21 00:00", "2026-11-21 09:00"),
            ("yesterday", "2026-11-21", "2026-11-22", "2026-11-20 00:00", "2026-11-21 00:00"),
            ("7d", "2026-11-16", "2026-11-23", "2026-11-09 00:00", "2026-11-15 09:00"),
            ("30d", "2026-10-24", "2026-11-23", "2026-09-24 00:00", "2026-10-23 09:00"),
            ("mtd", "2026-11-01", "2026-11-23", "2026-10-01 00:00", "2026-10-22 09:00"),
            ("qtd", "2026-10-01", "2026-11-23", "2026-07-01 00:00", "2026-08-22 09:00"),
            ("ytd", "2026-01-01", "2026-11-23", "2025-01-01 00:00", "2025-11-22 09:00"),
        ],
    )
    def test_begin_and_end_at_local_midnight_and_compare_the_same_elapsed_part(
        self, period: str, start: str, end: str, compared_start: str, compared_end: str
    ) -> None:
        found = window(period)

        assert local(found.start) == f"{start} 00:00"
        assert local(found.end) == f"{end} 00:00"
        assert local(found.compared_start) == compared_start
        assert local(found.compared_end) == compared_end

    def test_all_time_has_no_beginning_and_nothing_to_compare_with(self) -> None:
        found = window("all")

        assert found.start == BEGINNING
        assert found.compared_start is None
        assert found.days == []

    def test_the_year_before_has_the_same_dates(self) -> None:
        found = window("7d", compare="year")

        assert local(found.compared_start) == "2025-11-16 00:00"
        assert local(found.compared_end) == "2025-11-22 09:00"

    @pytest.mark.parametrize("asked", [{"period": "8d"}, {"compare": "never"}])
    def test_refuses_what_does_not_exist(self, asked: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match="must be one of"):
            window(**asked)


class TestClockChange:
    def test_the_day_in_march_has_23_hours(self) -> None:
        found = window("today", now=datetime(2026, 3, 29, 12, tzinfo=UTC))

        assert found.end - found.start == timedelta(hours=23)
        assert found.days == [date(2026, 3, 29)]

    def test_the_day_in_october_has_25_hours(self) -> None:
        found = window("today", now=datetime(2026, 10, 25, 12, tzinfo=UTC))

        assert found.end - found.start == timedelta(hours=25)

    def test_is_compared_up_to_the_same_wall_clock(self) -> None:
        found = window("today", now=datetime(2026, 3, 29, 10, tzinfo=UTC))

        assert local(found.compared_end) == "2026-03-28 12:00"


class TestCustomSpan:
    def test_overrides_the_period(self) -> None:
        start, end = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC)

        found = window("today", date_from=start, date_to=end)

        assert (found.start, found.end) == (start, end)
        assert found.compared_end == start

    def test_refuses_naive_moments_and_empty_spans(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            window(date_from=datetime(2026, 3, 1))  # noqa: DTZ001 - the fault under test
        with pytest.raises(ValueError, match="after date_from"):
            window(date_from=NOW, date_to=NOW)


class TestShiftMonths:
    def test_stays_in_the_month(self) -> None:
        assert shift_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
        assert shift_months(date(2028, 3, 31), -1) == date(2028, 2, 29)
        assert shift_months(date(2026, 1, 15), -2) == date(2025, 11, 15)

    @given(
        day=st.dates(date(1980, 1, 1), date(2100, 1, 1)),
        months=st.integers(min_value=-100, max_value=100),
    )
    def test_lands_in_the_asked_month(self, day: date, months: int) -> None:
        shifted = shift_months(day, months)

        gap = (shifted.year - day.year) * 12 + shifted.month - day.month
        assert gap == months
        assert shifted.day <= day.day


@given(
    period=st.sampled_from([period for period in PERIODS if period != "all"]),
    now=st.integers(0, 60 * 365 * 24 * 60).map(lambda minutes: EPOCH + timedelta(minutes=minutes)),
)
def test_a_window_holds_now_or_ends_before_it_and_never_overlaps_its_predecessor(
    period: str, now: datetime
) -> None:
    found = window(period, now=now)

    assert found.start < found.end
    assert found.start <= now
    assert found.compared_start is not None
    assert found.compared_end is not None
    assert found.compared_start < found.start
    assert found.compared_end <= found.start
