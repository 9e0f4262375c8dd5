"""Geometry of the charts that templates draw as SVG: numbers in, paths and ticks out.

Every plot uses a horizontal scale of 0 to 1000 that the page stretches to its own width, and
vertical pixels that stay as they are; positions of text are percentages, so labels keep their
size on a phone. A missing value (None) is a gap in the line, never a zero.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

Value: TypeAlias = float | int | Decimal | None

PLOT_WIDTH = 1000.0
SPARK_MARGIN = 2.0
# Below this a range is noise of floating point, and drawn as if it were nothing.
SMALLEST_RANGE = 1e-6


@dataclass(frozen=True)
class Sparkline:
    """A small line without axes; `area` is the same line closed at the bottom.

    `tail` is the last piece of a line that is not finished; `line` then ends before it.
    """

    line: str
    area: str
    width: float
    height: float
    tail: str = ""


@dataclass(frozen=True)
class Tick:
    """One axis label. `wide` labels are left out on narrow screens."""

    at: float
    text: str
    anchor: str = "start"
    wide: bool = False


@dataclass(frozen=True)
class Point:
    """One reading of a chart: where it is, and the texts that a person reads there.

    `x` is the centre and `left`/`span` the hit area, in per cent of the width; `y` are pixels.
    """

    x: float
    left: float
    span: float
    y: float | None
    compare_y: float | None
    label: str
    text: str
    compare_text: str


@dataclass(frozen=True)
class Bar:
    """One rectangle: `x` and `width` on the 0 to 1000 scale, `y` and `height` in pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    """Everything a template needs to draw a line or bar chart and to read it out as a table.

    `tail` is the last piece of a line that is not finished; `line` then ends before it.
    """

    height: float
    base: float
    line: str
    area: str
    compare: str
    bars: tuple[Bar, ...]
    compare_bars: tuple[Bar, ...]
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    points: tuple[Point, ...]
    tail: str = ""

    @property
    def is_empty(self) -> bool:
        """True when no point has a value."""
        return all(point.y is None for point in self.points)

    @property
    def has_compare(self) -> bool:
        """True when at least one point has a value to compare with."""
        return any(point.compare_y is not None for point in self.points)

    @property
    def last(self) -> Point | None:
        """The last point that has a value: the dot at the end of the line."""
        return next((point for point in reversed(self.points) if point.y is not None), None)


def sparkline(
    values: Sequence[Value], width: float = 96, height: float = 28, *, is_running: bool = False
) -> Sparkline | None:
    """Line and area that fill the box; None when there is nothing to draw.

    A constant series lies in the middle, zeros lie at the bottom; one value is a level line.
    `is_running` says that the last value is not final.
    """
    numbers = _floats(values)
    known = [number for number in numbers if number is not None]
    if not known:
        return None
    if len(numbers) == 1:
        numbers = numbers * 2
    low, high = min(known), max(known)

    def place(number: float) -> float:
        inner = height - 2 * SPARK_MARGIN
        if high == low:
            return height - SPARK_MARGIN if high == 0 else height / 2
        return SPARK_MARGIN + inner * (1 - (number - low) / (high - low))

    step = (width - 2 * SPARK_MARGIN) / (len(numbers) - 1)
    spots = [
        None if number is None else (SPARK_MARGIN + index * step, place(number))
        for index, number in enumerate(numbers)
    ]
    line, tail = _line_and_tail(spots, is_running=is_running)
    return Sparkline(line, _area(spots, height), width, height, tail)


def nice_ticks(low: float, high: float, count: int = 4) -> tuple[float, ...]:
    """Round numbers (1, 2, 2.5, 5 times a power of ten) that enclose [low, high], zero among them.

    >>> nice_ticks(0, 8210)
    (0.0, 2500.0, 5000.0, 7500.0, 10000.0)
    """
    low, high = min(low, 0.0), max(high, 0.0)
    if high - low < SMALLEST_RANGE:
        return (0.0, 1.0)
    rough = (high - low) / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(
        power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999999
    )
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(index * step, 10) + 0.0 for index in range(first, last + 1))


def line_chart(
    values: Sequence[Value],
    labels: Sequence[str],
    *,
    compare: Sequence[Value] = (),
    format_value: Callable[[float], str] = "{:g}".format,
    format_tick: Callable[[float], str] | None = None,
    height: float = 220,
    x_labels: int = 5,
    axis_labels: Sequence[str] | None = None,
    is_running: bool = False,
) -> Chart:
    """A line with its area and, dashed, the series it is compared with (matched by position).

    A comparison longer than the series is cut, a shorter one ends early. Texts come from
    `format_value` (points) and `format_tick` (axis, the same when None); `axis_labels` are
    shorter labels for the axis. `is_running` says that the last value is not final.
    """
    frame = _Frame(values, compare, height)
    last = max(len(frame.now) - 1, 1)
    centres = [index / last * 100 for index in range(len(frame.now))]
    if len(centres) == 1:
        centres = [50.0]
    now = frame.spots(frame.now, centres)
    line, tail = _line_and_tail(now, is_running=is_running)
    return Chart(
        height=height,
        base=frame.y(0),
        line=line,
        tail=tail,
        area=_area(now, frame.y(0)),
        compare=_line(frame.spots(frame.then, centres)),
        bars=(),
        compare_bars=(),
        y_ticks=frame.ticks(format_tick or format_value),
        x_ticks=_x_ticks(axis_labels or labels, centres, x_labels, edges=True),
        points=frame.points(labels, centres, 100 / last, format_value),
    )


def bar_chart(
    values: Sequence[Value],
    labels: Sequence[str],
    *,
    compare: Sequence[Value] = (),
    format_value: Callable[[float], str] = "{:g}".format,
    format_tick: Callable[[float], str] | None = None,
    height: float = 220,
    x_labels: int = 7,
) -> Chart:
    """Bars from the zero line, up or down, with the outline of the value they are compared with."""
    frame = _Frame(values, compare, height)
    slot = 100 / max(len(frame.now), 1)
    centres = [(index + 0.5) * slot for index in range(len(frame.now))]
    return Chart(
        height=height,
        base=frame.y(0),
        line="",
        area="",
        compare="",
        bars=frame.bars(frame.now, centres, slot * 0.56),
        compare_bars=frame.bars(frame.then, centres, slot * 0.76),
        y_ticks=frame.ticks(format_tick or format_value),
        x_ticks=_x_ticks(labels, centres, x_labels, edges=False),
        points=frame.points(labels, centres, slot, format_value),
    )


class _Frame:
    """The vertical scale shared by a series and its comparison."""

    def __init__(self, values: Sequence[Value], compare: Sequence[Value], height: float) -> None:
        self.now = _floats(values)
        padded = _floats(compare)[: len(self.now)]
        self.then = padded + [None] * (len(self.now) - len(padded))
        self.height = height
        known = [number for number in self.now + self.then if number is not None]
        self.steps = nice_ticks(min(known, default=0.0), max(known, default=0.0))

    def y(self, number: float) -> float:
        low, high = self.steps[0], self.steps[-1]
        return round(self.height * (1 - (number - low) / (high - low)), 1)

    def spots(
        self, numbers: Sequence[float | None], centres: Sequence[float]
    ) -> list[tuple[float, float] | None]:
        return [
            None if number is None else (centre / 100 * PLOT_WIDTH, self.y(number))
            for number, centre in zip(numbers, centres, strict=True)
        ]

    def bars(
        self, numbers: Sequence[float | None], centres: Sequence[float], width: float
    ) -> tuple[Bar, ...]:
        zero = self.y(0)
        return tuple(
            Bar(
                x=round((centre - width / 2) / 100 * PLOT_WIDTH, 1),
                y=min(zero, self.y(number)),
                width=round(width / 100 * PLOT_WIDTH, 1),
                height=round(abs(zero - self.y(number)), 1),
            )
            for number, centre in zip(numbers, centres, strict=True)
            if number is not None
        )

    def ticks(self, format_tick: Callable[[float], str]) -> tuple[Tick, ...]:
        return tuple(Tick(self.y(step), format_tick(step)) for step in self.steps)

    def points(
        self,
        labels: Sequence[str],
        centres: Sequence[float],
        span: float,
        format_value: Callable[[float], str],
    ) -> tuple[Point, ...]:
        if len(labels) != len(self.now):
            raise ValueError(f"{len(self.now)} values need as many labels, got {len(labels)}")

        def point(label: str, centre: float, now: float | None, then: float | None) -> Point:
            left, right = max(centre - span / 2, 0), min(centre + span / 2, 100)
            return Point(
                x=round(centre, 3),
                left=round(left, 3),
                span=round(right - left, 3),
                y=None if now is None else self.y(now),
                compare_y=None if then is None else self.y(then),
                label=label,
                text="" if now is None else format_value(now),
                compare_text="" if then is None else format_value(then),
            )

        rows = zip(labels, centres, self.now, self.then, strict=True)
        return tuple(point(*row) for row in rows)


def _floats(values: Sequence[Value]) -> list[float | None]:
    return [None if value is None else float(value) for value in values]


def _runs(spots: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Stretches of neighbouring points without a gap between them."""
    runs: list[list[tuple[float, float]]] = [[]]
    for spot in spots:
        if spot is None:
            runs.append([])
        else:
            runs[-1].append(spot)
    return [run for run in runs if run]


def _line(spots: Sequence[tuple[float, float] | None]) -> str:
    """Path through the points; a point between two gaps becomes a dot (a line of no length)."""
    paths = []
    for run in _runs(spots):
        run_or_dot = run if len(run) > 1 else run * 2
        paths.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run_or_dot))
    return "".join(paths)


def _line_and_tail(
    spots: Sequence[tuple[float, float] | None], *, is_running: bool
) -> tuple[str, str]:
    """The path of what is final, and that of the last piece when it is not."""
    if not is_running or len(spots) < 2 or spots[-1] is None:  # noqa: PLR2004 - two points are a line
        return _line(spots), ""
    return _line(spots[:-1]), _line(spots[-2:])


def _area(spots: Sequence[tuple[float, float] | None], base: float) -> str:
    paths = [
        "M"
        + "L".join(f"{x:.1f} {y:.1f}" for x, y in run)
        + f"L{run[-1][0]:.1f} {base:.1f}L{run[0][0]:.1f} {base:.1f}Z"
        for run in _runs(spots)
        if len(run) > 1
    ]
    return "".join(paths)


def _x_ticks(
    labels: Sequence[str], centres: Sequence[float], wanted: int, *, edges: bool
) -> tuple[Tick, ...]:
    """Evenly chosen labels, the first and the last among them; some for wide screens only."""
    count = len(labels)
    if count == 0:
        return ()
    chosen = [round(index * (count - 1) / (wanted - 1)) for index in range(wanted)]
    picked = sorted(set(chosen)) if count > wanted else list(range(count))
    return tuple(
        Tick(
            at=round(centres[index], 3),
            text=labels[index],
            anchor=_anchor(position, len(picked)) if edges and count > 1 else "middle",
            wide=_is_wide(position, len(picked)),
        )
        for position, index in enumerate(picked)
    )


def _anchor(position: int, count: int) -> str:
    if position == 0:
        return "start"
    return "end" if position == count - 1 else "middle"


def _is_wide(position: int, count: int) -> bool:
    """On a phone three labels stay: the first, the middle one if there is one, and the last."""
    keep = {0, count - 1} | ({count // 2} if count % 2 else set())
    return position not in keep
