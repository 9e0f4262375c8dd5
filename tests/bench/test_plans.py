from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from xml.etree import ElementTree as ET

from bench.hours import plan_hours
from bench.plot import line_plot
from bench.report import count_text, table
from bench.stores import plan_stores, shares
from bench.timing import Timing, interleaved

ENDING = datetime(2026, 11, 24, 18, tzinfo=UTC)


class TestStores:
    def test_the_biggest_of_a_thousand_has_a_twentieth_of_all_orders(self) -> None:
        drawn = shares(1000)

        assert round(drawn[0], 9) == 0.05
        assert round(sum(drawn), 9) == 1
        assert drawn == sorted(drawn, reverse=True)

    def test_five_hundred_sell_on_the_first_platform_and_two_hundred_on_two(self) -> None:
        stores = plan_stores(1000)

        on_first = [s for s in stores if 1 in {s.platform_id, s.second_platform_id}]
        assert len(on_first) == 500
        assert sum(s.second_platform_id is not None for s in stores) == 200
        assert {s.platform_id for s in stores} == {1, 2, 3}
        assert all(s.platform_id != s.second_platform_id for s in stores)


class TestHours:
    def test_hold_exactly_the_orders_asked_for_and_end_when_told(self) -> None:
        hours = list(plan_hours(ENDING, 10_000))

        assert sum(hour.orders for hour in hours) == 10_000
        assert hours[0].before == 0
        assert all(a.before + a.orders == b.before for a, b in pairwise(hours))
        assert hours[-1].starts_at < ENDING


class TestTiming:
    def test_percentiles_are_nearest_ranks(self) -> None:
        timing = Timing.of([float(value) for value in range(200, 0, -1)])

        assert (timing.p50, timing.p99, timing.percentile(100)) == (100, 198, 200)

    def test_things_take_turns(self) -> None:
        seen: list[str] = []

        def noting(name: str) -> float:
            seen.append(name)
            return 1.0

        interleaved(
            {"a": lambda: noting("a"), "b": lambda: noting("b")}, rounds=2, each=1, warm_up=0
        )

        assert seen == ["a", "b", "a", "b"]


class TestPages:
    def test_tables_are_markdown(self) -> None:
        assert table(["orders", "ms"], [["10 thousand", 1234.5], ["none", None]]) == (
            "| orders | ms |\n|---|---:|\n| 10 thousand | 1,234 |\n| none | – |"
        )

    def test_counts_are_words(self) -> None:
        assert [count_text(n) for n in (200, 10_000, 10_000_000)] == [
            "200",
            "10 thousand",
            "10 million",
        ]

    def test_a_plot_is_one_picture_with_a_line_a_name(self) -> None:
        drawn = ET.fromstring(  # noqa: S314 - our own picture
            line_plot("a < b", [10, 1000], {"x": [1.0, 2.0], "y": [3.0, 400.0]}, "ms")
        )

        lines = drawn.findall("{http://www.w3.org/2000/svg}polyline")
        assert len(lines) == 2
