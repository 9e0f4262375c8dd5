"""What a number is compared with, and what the comparison says."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from app.modules.contracts.metric_description import MetricKind, MetricUnit
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.testing.moments import DAY, day_after, days, local
from app.testing.subject import ADDITIVE, Subject, exact, hold, numbers
from app.testing.world import make_store

TOLERANCE = Decimal("0.01")


class TrendRules(Subject):
    """Comparison with the span before, and its direction and size."""

    def test_compares_with_the_window_before(self, db: Session) -> None:
        store_id = make_store(db, currency=self.currencies[0])
        for day, clock in ((-1, "12:00"), (0, "10:00"), (1, "11:00"), (2, "12:00"), (3, "09:00")):
            self.do(db, store_id, local(day_after(DAY, day), clock))
        first, second = days(DAY, 2), days(day_after(DAY, 2), 2, trends=True)

        before = numbers(self.ask_store(db, store_id, first))
        for value in self._comparable(self.ask_store(db, store_id, second)):
            wanted = before.get((value.key, value.unit)) or Decimal(0)
            found = exact(value.previous_value) or Decimal(0)
            hold(
                found == wanted,
                f"{value.key} is compared with {found}, and was {wanted} in the two days before. "
                "previous_value is the value of the window of the same length before this one; "
                "for a stock that is also where this window begins.",
            )

    def test_a_running_day_is_held_against_the_same_hours(self, db: Session) -> None:
        today, yesterday = day_after(DAY), DAY
        store_id, other = (make_store(db, currency=self.currencies[0]) for _ in "12")
        for day, clock in ((yesterday, "09:00"), (yesterday, "15:00"), (today, "10:00")):
            self.do(db, store_id, local(day, clock))
        self.do(db, other, local(yesterday, "09:00"))
        asked = MetricsContext(period="today", include_trends=True, now=local(today, "12:00"))

        morning = numbers(self.ask_store(db, other, days(yesterday)))
        for value in self._comparable(self.ask_store(db, store_id, asked)):
            wanted = morning.get((value.key, value.unit)) or Decimal(0)
            found = exact(value.previous_value) or Decimal(0)
            hold(
                found == wanted,
                f"{value.key}: at noon today is compared with {found}, and yesterday's morning was "
                f"{wanted}. A span that still runs is held against the same elapsed part.",
            )

    def test_says_new_where_there_was_nothing(self, db: Session) -> None:
        store_id = make_store(db, currency=self.currencies[0])
        for day in (1, 2, 2, 2):
            self.do(db, store_id, local(day_after(DAY, day), "12:00"))

        for day in range(5):
            window = days(day_after(DAY, day), trends=True)
            for value in self.ask_store(db, store_id, window):
                self._check_trend(value)

    def test_compares_only_when_it_is_asked_to(self, db: Session) -> None:
        store_id = make_store(db, currency=self.currencies[0])
        self.do(db, store_id, local(DAY, "12:00"))

        for value in self.ask_store(db, store_id, days(DAY)):
            extras = (value.trend, value.trend_value, value.previous_value, value.series)
            hold(
                extras == (None,) * 4,
                f"{value.key} is compared without include_trends. Leave trend, trend_value, "
                "previous_value and series None then: nobody shows them and they cost.",
            )

    def _comparable(self, values: list[MetricValue]) -> list[MetricValue]:
        kinds, described = (*ADDITIVE, MetricKind.RATIO), self.descriptions
        return [
            value
            for value in values
            if value.key in described and described[value.key].kind in kinds
        ]

    def _check_trend(self, value: MetricValue) -> None:
        now, before = exact(value.value), exact(value.previous_value)
        if not isinstance(now, Decimal) or not isinstance(before, Decimal):
            hold(
                value.trend is None and value.trend_value is None,
                f"{value.key} has a trend with nothing to compare. Both are None then.",
            )
            return
        direction = "stable" if now == before else "up" if now > before else "down"
        story = f"{value.key} went from {before} to {now}"
        hold(
            value.trend == direction,
            f"{story} and its trend is {value.trend!r}. It is {direction!r}; whether that is good "
            "is said by up_is_good.",
        )
        if before == 0 and now != 0 and not self._is_rate(value):
            hold(
                value.trend_value is None,
                f"{story} and its trend_value is {value.trend_value}. There was no baseline: None, "
                "and the card says “new”.",
            )
            return
        size = self._size(value, now, before)
        found = exact(value.trend_value)
        hold(
            isinstance(found, Decimal) and abs(found - size) <= TOLERANCE,
            f"{story} and its trend_value is {found}, not {size:.2f}. It is the change in per cent "
            "of the earlier value; a rate moves in points.",
        )

    def _is_rate(self, value: MetricValue) -> bool:
        metric = self.descriptions.get(value.key)
        return metric is not None and metric.unit is MetricUnit.PERCENT

    def _size(self, value: MetricValue, now: Decimal, before: Decimal) -> Decimal:
        if self._is_rate(value):
            return now - before
        return Decimal(0) if now == before else (now - before) / abs(before) * 100
