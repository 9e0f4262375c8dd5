"""Chart geometry: numbers in, paths, ticks and readings out."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.charts import bar_chart, line_chart, nice_ticks, sparkline

FINITE = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False, allow_infinity=False)
LABELS = tuple("abcdefghijklmnopqrstuvwxyz")


class TestNiceTicks:
    @pytest.mark.parametrize(
        ("low", "high", "expected"),
        [
            (0, 8210, (0, 2500, 5000, 7500, 10000)),
            (-3, 7, (-5, -2.5, 0, 2.5, 5, 7.5)),
            (0, 0.07, (0, 0.02, 0.04, 0.06, 0.08)),
            (40, 60, (0, 20, 40, 60)),
            (-8, -2, (-8, -6, -4, -2, 0)),
            (0, 0, (0, 1)),
        ],
    )
    def test_are_round_and_hold_zero(
        self, low: float, high: float, expected: tuple[float, ...]
    ) -> None:
        assert nice_ticks(low, high) == expected

    @given(FINITE, FINITE)
    def test_enclose_every_range_in_few_steps(self, one: float, other: float) -> None:
        low, high = sorted((one, other))

        ticks = nice_ticks(low, high)

        slack = max(abs(low), abs(high)) * 1e-6 + 1e-6
        assert ticks[0] <= min(low, 0) + slack
        assert ticks[-1] >= max(high, 0) - slack
        assert 2 <= len(ticks) <= 8
        assert list(ticks) == sorted(set(ticks))


class TestSparkline:
    def test_spans_the_box_and_closes_the_area_at_the_bottom(self) -> None:
        spark = sparkline([0, 5, 10])

        assert spark is not None
        assert spark.line == "M2.0 26.0L48.0 14.0L94.0 2.0"
        assert spark.area == "M2.0 26.0L48.0 14.0L94.0 2.0L94.0 28.0L2.0 28.0Z"

    def test_takes_decimals(self) -> None:
        assert sparkline([Decimal(0), Decimal("10.50")]) == sparkline([0, 10.5])

    def test_is_nothing_without_values(self) -> None:
        assert sparkline([]) is None
        assert sparkline([None, None]) is None

    def test_lays_a_constant_in_the_middle_and_zeros_at_the_bottom(self) -> None:
        constant, zeros = sparkline([3, 3]), sparkline([0, 0])

        assert constant is not None
        assert zeros is not None
        assert constant.line == "M2.0 14.0L94.0 14.0"
        assert zeros.line == "M2.0 26.0L94.0 26.0"

    def test_draws_one_value_as_a_level_line(self) -> None:
        spark = sparkline([7])

        assert spark is not None
        assert spark.line == "M2.0 14.0L94.0 14.0"

    def test_leaves_a_gap_for_a_missing_value(self) -> None:
        spark = sparkline([1, 2, None, 4, None, 6, 7])

        assert spark is not None
        assert spark.line.count("M") == 3
        assert spark.area.count("Z") == 2


class TestLineChart:
    def test_places_values_between_the_ticks(self) -> None:
        chart = line_chart([0, 50, 100], "abc", height=200)

        assert chart.line == "M0.0 200.0L500.0 100.0L1000.0 0.0"
        assert [tick.text for tick in chart.y_ticks] == ["0", "25", "50", "75", "100"]
        assert chart.base == 200

    def test_puts_the_zero_line_between_gains_and_losses(self) -> None:
        chart = line_chart([-50, 50], "ab", height=200)

        assert chart.base == 100
        assert chart.area.endswith("L1000.0 100.0L0.0 100.0Z")

    def test_reads_out_every_point_with_its_comparison(self) -> None:
        chart = line_chart([1, None], ["Mon", "Tue"], compare=[3, 4], format_value="{:.2f}".format)

        first, second = chart.points
        assert (first.label, first.text, first.compare_text) == ("Mon", "1.00", "3.00")
        assert (second.text, second.y, second.compare_text) == ("", None, "4.00")
        assert chart.last == first

    def test_covers_the_whole_width_with_hit_areas(self) -> None:
        chart = line_chart(list(range(7)), LABELS[:7])

        assert chart.points[0].left == 0
        assert sum(point.span for point in chart.points) == pytest.approx(100, abs=0.01)

    def test_cuts_a_longer_comparison_and_ends_a_shorter_one(self) -> None:
        longer = line_chart([1, 2], "ab", compare=[1, 2, 900])
        shorter = line_chart([1, 2], "ab", compare=[1])

        assert len(longer.points) == 2
        assert [tick.text for tick in longer.y_ticks][-1] == "2"
        assert shorter.points[1].compare_y is None

    def test_is_empty_without_values(self) -> None:
        assert line_chart([], []).is_empty
        assert line_chart([None, None], "ab").is_empty
        assert line_chart([], []).last is None
        assert not line_chart([0], "a").is_empty

    def test_puts_a_single_value_in_the_middle(self) -> None:
        chart = line_chart([5], "a")

        assert chart.line.startswith("M500.0 ")
        assert [(tick.at, tick.anchor) for tick in chart.x_ticks] == [(50.0, "middle")]

    def test_keeps_first_middle_and_last_label_on_a_phone(self) -> None:
        chart = line_chart(list(range(26)), LABELS)

        assert [tick.text for tick in chart.x_ticks] == ["a", "g", "m", "t", "z"]
        assert [tick.text for tick in chart.x_ticks if not tick.wide] == ["a", "m", "z"]
        assert [tick.anchor for tick in chart.x_ticks] == ["start", *["middle"] * 3, "end"]

    def test_refuses_labels_that_do_not_match(self) -> None:
        with pytest.raises(ValueError, match="2 values need as many labels, got 1"):
            line_chart([1, 2], "a")

    @given(st.lists(st.one_of(st.none(), FINITE), max_size=26))
    def test_stays_inside_the_plot(self, values: list[float | None]) -> None:
        chart = line_chart(values, LABELS[: len(values)], height=100)

        heights = [float(y) for y in re.findall(r" (-?[\d.]+)", chart.line)]
        assert all(-0.1 <= y <= 100.1 for y in heights)


class TestBarChart:
    def test_draws_up_and_down_from_zero(self) -> None:
        chart = bar_chart([100, -50], "ab", height=150)

        up, down = chart.bars
        assert chart.base == 100
        assert (up.y, up.height) == (0, 100)
        assert (down.y, down.height) == (100, 50)

    def test_leaves_out_missing_values(self) -> None:
        chart = bar_chart([1, None, 3], "abc", compare=[2, 2])

        assert len(chart.bars) == 2
        assert len(chart.compare_bars) == 2
        assert chart.has_compare

    def test_centres_bars_in_equal_slots(self) -> None:
        chart = bar_chart([1, 1, 1, 1], "abcd")

        assert [point.x for point in chart.points] == [12.5, 37.5, 62.5, 87.5]
        assert all(
            bar.x + bar.width / 2 == pytest.approx(point.x * 10, abs=0.1)
            for bar, point in zip(chart.bars, chart.points, strict=True)
        )


class TestRunning:
    """The last piece of a line that is not finished stands for itself."""

    def test_a_line_ends_before_its_tail(self) -> None:
        whole = line_chart([1, 2, 3], "abc")
        running = line_chart([1, 2, 3], "abc", is_running=True)

        assert whole.tail == ""
        assert running.tail == "M500.0 73.3L1000.0 0.0"
        assert running.line + "L1000.0 0.0" == whole.line
        assert running.area == whole.area

    @pytest.mark.parametrize("values", [[1], [1, None], []])
    def test_without_a_last_value_nothing_is_unfinished(self, values: list[float | None]) -> None:
        chart = line_chart(values, LABELS[: len(values)], is_running=True)

        assert chart.tail == ""

    def test_sparklines_have_it_too(self) -> None:
        running = sparkline([0, 5, 10], is_running=True)

        assert running is not None
        assert (running.line, running.tail) == ("M2.0 26.0L48.0 14.0", "M48.0 14.0L94.0 2.0")

    def test_the_axis_may_have_shorter_labels(self) -> None:
        chart = line_chart([1, 2], ["1 Nov 2026", "2 Nov 2026"], axis_labels=["1", "2"])

        assert [tick.text for tick in chart.x_ticks] == ["1", "2"]
        assert [point.label for point in chart.points] == ["1 Nov 2026", "2 Nov 2026"]
