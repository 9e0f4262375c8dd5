from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.kernel.clock import freeze, utc_now

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class TestUtcNow:
    def test_is_aware_and_in_utc(self) -> None:
        assert utc_now().tzinfo is UTC

    def test_moves(self) -> None:
        first = utc_now()

        assert utc_now() >= first


class TestFreeze:
    def test_stops_the_clock_inside_only(self) -> None:
        with freeze(NOON):
            assert utc_now() == NOON
            assert utc_now() == NOON

        assert utc_now() != NOON

    def test_inner_moment_wins(self) -> None:
        with freeze(NOON):
            with freeze(NOON + timedelta(days=1)):
                assert utc_now() == NOON + timedelta(days=1)
            assert utc_now() == NOON

    def test_converts_to_utc(self) -> None:
        with freeze(datetime(2026, 11, 22, 13, tzinfo=timezone(timedelta(hours=1)))):
            assert utc_now() == NOON
            assert utc_now().tzinfo is UTC

    def test_refuses_a_naive_moment(self) -> None:
        with pytest.raises(ValueError, match="time zone"), freeze(NOON.replace(tzinfo=None)):
            pass
