"""Windows are half-open, add up, and are cut into days of the store's own calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from app.modules.contracts.metric_description import MetricKind
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.testing.moments import DAY, LONG_DAY, SHORT_DAY, between, day_after, days, local
from app.testing.subject import ADDITIVE, Number, Subject, difference, exact, hold, numbers, total
from app.testing.world import make_store

INSTANT = timedelta(microseconds=1)


class WindowRules(Subject):
    """What counts in which window, and on which day of it."""

    def test_a_window_ends_before_its_end(self, db: Session) -> None:
        start, end = local(DAY), local(day_after(DAY))
        edges = self._store_with(db, start, end - INSTANT, end)
        inside = self._store_with(db, local(DAY, "12:00"), local(DAY, "12:00"))
        window = days(DAY)

        wrong = difference(
            numbers(self.ask_store(db, edges, window)), numbers(self.ask_store(db, inside, window))
        )

        hold(
            not wrong,
            f"{wrong}, with things at the first and the last instant of a day and one at the first "
            "instant of the next. A window is [from, to): compare with >= from and < to.",
        )

    def test_two_windows_add_up_to_the_one_over_both(self, db: Session) -> None:
        cut = local(day_after(DAY), "12:00")
        start, end = local(DAY), local(day_after(DAY, 3))
        store_id = self._store_with(
            db,
            local(day_after(DAY, -1), "12:00"),
            local(DAY, "12:00"),
            local(day_after(DAY), "09:00"),
            local(day_after(DAY), "15:00"),
            local(day_after(DAY, 2), "12:00"),
            local(day_after(DAY, 3), "12:00"),
        )

        first, second, both = (
            self.ask_store(db, store_id, between(*window))
            for window in ((start, cut), (cut, end), (start, end))
        )

        flows = [self.of_kinds(values, MetricKind.FLOW) for values in (first, second, both)]
        wrong = difference(total(flows[0], flows[1]), total(flows[2]))
        hold(
            not wrong,
            f"{wrong}: two windows that meet do not add up to the one over both. Count a flow at "
            "its moment, not by whole days and not from the beginning.",
        )
        stocks = [self.of_kinds(values, MetricKind.STOCK) for values in (second, both)]
        wrong = difference(total(stocks[0]), total(stocks[1]))
        hold(
            not wrong,
            f"{wrong}: the end of a window depends on its beginning. A stock is what there is at "
            "the end: all that came before it less all that went.",
        )

    def test_days_are_those_of_the_store(self, db: Session) -> None:
        for day, hours in ((SHORT_DAY, 23), (LONG_DAY, 25)):
            edges = self._store_with(
                db,
                local(day),
                local(day, "01:30"),
                local(day, "02:30", fold=int(hours > 24)),  # noqa: PLR2004 - hours of a day
                local(day_after(day)) - INSTANT,
                local(day_after(day)),
            )
            noon = local(day, "12:00")
            inside = self._store_with(db, noon, noon, noon, noon, local(day_after(day), "12:00"))
            window = days(day_after(day, -1), 3, trends=True)
            found, wanted = (self.ask_store(db, store, window) for store in (edges, inside))

            wrong = difference(numbers(found), numbers(wanted))
            hold(not wrong, f"{wrong}: moments near midnight count otherwise than those at noon.")
            for key, points, other in _series_side_by_side(found, wanted):
                hold(
                    points == other,
                    f"{key} has the series {points} round {day}, a day of {hours} hours, where "
                    f"{other} is right. Cut days in context.time_zone (timezone(zone, moment) in "
                    "SQL), never in UTC or by adding 24 hours.",
                )

    def test_series_agree_with_the_number(self, db: Session) -> None:
        length = 4
        store_id = self._store_with(
            db,
            local(day_after(DAY, -1), "12:00"),
            local(DAY, "12:00"),
            local(day_after(DAY, 2), "12:00"),
            local(day_after(DAY, 2), "13:00"),
        )

        values = self.ask_store(db, store_id, days(DAY, length, trends=True))

        for value in self._of_kinds(values, *ADDITIVE):
            self._check_series(value, DAY, length)

    def test_takes_the_time_from_the_context(self, db: Session) -> None:
        store_id = self._store_with(db, local(DAY, "12:00"))
        asked = MetricsContext(period="7d", now=local(day_after(DAY, 2), "12:00"))

        found = numbers(self.ask_store(db, store_id, asked))
        wanted = numbers(self.ask_store(db, store_id, days(day_after(DAY, -4), 7)))

        wrong = difference(found, wanted)
        hold(
            not wrong,
            f"{wrong}: asked for 7 days at {asked.now:%d %B %Y}. Reckon periods from context.now "
            "(resolve_window does), not from a clock of your own.",
        )

    def _store_with(self, db: Session, *moments: datetime) -> int:
        """A store in which one thing happens at each of the moments."""
        store_id = make_store(db, currency=self.currencies[0])
        for moment in moments:
            self.do(db, store_id, moment)
        return store_id

    def _of_kinds(self, values: list[MetricValue], *kinds: MetricKind) -> list[MetricValue]:
        described = self.descriptions
        return [
            value
            for value in values
            if value.key in described and described[value.key].kind in kinds
        ]

    def _check_series(self, value: MetricValue, first: date, length: int) -> None:
        series = value.series
        hold(
            series is not None and len(series) == length and value.series_from == first,
            f"{value.key} has {'no series' if series is None else f'{len(series)} points'} from "
            f"{value.series_from} for {length} days from {first}. With include_trends a flow or "
            "stock has one point per local day, and series_from names the first.",
        )
        points = [exact(point) for point in series or ()]
        if self.descriptions[value.key].kind is MetricKind.STOCK:
            end: Number = points[-1]
            rule = "The last point of a stock is its value."
        else:
            end = sum((point for point in points if isinstance(point, Decimal)), Decimal(0))
            rule = "The points of a flow sum to its value."
        hold(
            end == exact(value.value),
            f"{value.key} is {value.value} and its series gives {end}. {rule}",
        )


def _series_side_by_side(
    found: list[MetricValue], wanted: list[MetricValue]
) -> list[tuple[str, object, object]]:
    others = {(value.key, value.unit): value.series for value in wanted}
    return [(value.key, value.series, others.get((value.key, value.unit))) for value in found]
