"""A metric value's days, gathered into the pieces that its chart, its table and its file show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.modules.contracts.metric_description import MetricKind
from app.modules.contracts.metrics import MetricValue
from app.modules.core.services.period_choice import PeriodChoice
from app.modules.core.services.series_buckets import (
    Bucket,
    Point,
    Step,
    buckets,
    last_values,
    sensible_step,
    sums,
)

MOST_POINTS = 800


@dataclass(frozen=True)
class Piece:
    """One point of the chart: its days, its value, and that of the compared period's same place."""

    bucket: Bucket
    value: Point
    compared: Point


@dataclass(frozen=True)
class MetricSeries:
    """The pieces in order; `steps` are those that the period may be cut in.

    Without daily values there are none. `is_running`: the last piece holds today.
    """

    pieces: list[Piece]
    step: Step
    steps: list[Step]
    is_running: bool

    @classmethod
    def of(
        cls,
        value: MetricValue,
        kind: MetricKind,
        choice: PeriodChoice,
        asked: Step | None,
        *,
        most: int,
    ) -> MetricSeries:
        """The value cut as asked, or sensibly when the step is missing or gives over `most` points.

        Flows are summed and stocks take their last value; a ratio or a count of different things
        can be neither, and stays in days.
        """
        first = value.series_from or choice.window.start.astimezone(choice.window.zone).date()
        known = _until_today(value.series or (), first, choice.today)
        days = len(known)
        steps = _steps(days, kind, most)
        step = asked if asked in steps else _default(days, steps)
        parts = buckets(first, days, step)
        gather = last_values if kind is MetricKind.STOCK else sums
        now, then = gather(known, parts), gather(list(value.previous_series or ()), parts)
        pieces = [Piece(*piece) for piece in zip(parts, now, then, strict=True)]
        is_running = bool(parts) and parts[-1].is_running(choice.today)
        return cls(pieces, step, steps, is_running)


def _until_today(series: tuple[Point, ...], first: date, today: date) -> list[Point]:
    """Days that have not come yet have no value."""
    return list(series[: max((today - first).days + 1, 0)])


def _steps(days: int, kind: MetricKind, most: int) -> list[Step]:
    is_additive = kind in {MetricKind.FLOW, MetricKind.STOCK}
    days_or_none = [Step.DAY] if days <= most or not is_additive else []
    return [*days_or_none, Step.WEEK, Step.MONTH] if is_additive else days_or_none


def _default(days: int, steps: list[Step]) -> Step:
    wanted = sensible_step(days)
    return wanted if wanted in steps else steps[0]
