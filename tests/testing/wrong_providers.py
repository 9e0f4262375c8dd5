"""Providers that are right but for one thing, and the tests of the kit that stop them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.metric_description import MetricDescription
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.tenancy.models import Store, StorePlatform
from tests.testing.ledger import DESCRIPTIONS, ENTRIES, SALES, Ledger

Values = list[MetricValue]
INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Wrong:
    """How to make it, which tests stop it, and words that each sentence then has."""

    make: Callable[[], Ledger]
    breaks: frozenset[str]
    says: str = ""
    descriptions: Sequence[MetricDescription] = DESCRIPTIONS
    package: str = ""


WRONG: dict[str, Wrong] = {}


def wrong(*tests: str, **fields: Any) -> Callable[[type[Ledger]], type[Ledger]]:
    """Lists the class under its name in words; the fields are those of `Wrong`."""

    def listed(made: type[Ledger]) -> type[Ledger]:
        words = "".join(f"_{c.lower()}" if c.isupper() else c for c in made.__name__)[1:]
        breaks = frozenset(f"test_{name}" for name in tests)
        WRONG[words] = Wrong(made, breaks, **fields)
        return made

    return listed


class Twisted(Ledger):
    """Changes what was asked, or what is answered."""

    def values(self, db: Session, store_ids: Sequence[int], asked: MetricsContext) -> Values:
        return self.told(super().values(db, store_ids, self.asked(asked)), asked)

    def asked(self, context: MetricsContext) -> MetricsContext:
        return context

    def told(self, values: Values, context: MetricsContext) -> Values:
        return values


def _with(values: Values, key: str, **fields: Any) -> Values:
    return [replace(value, **fields) if value.key == key else value for value in values]


@wrong("fulfils_the_protocol", says="Return the module's code")
class NamesAnotherCategory(Twisted):
    @property
    def metrics_category(self) -> str:
        return "sales"

    def told(self, values: Values, context: MetricsContext) -> Values:
        return [replace(value, category="sales") for value in values]


# A store that does not exist is an empty one.
@wrong(
    "an_empty_store_has_zeros_and_nothing_to_divide",
    "an_unknown_store_has_nothing",
    says="not applicable is not 0",
)
class DividesByNothing(Twisted):
    def told(self, values: Values, context: MetricsContext) -> Values:
        if context.include_trends:
            return values
        return [replace(value, value=value.value or 0) for value in values]


@wrong("an_unknown_store_has_nothing", says="LookupError")
class RefusesAnUnknownStore(Ledger):
    def get_store_metrics(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> Values:
        if db.get(Store, store_id) is None:
            raise LookupError(store_id)
        return super().get_store_metrics(db, store_id, context)


@wrong("what_happens_shows_at_the_next_request", says="no cache")
class RemembersItsAnswer(Ledger):
    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Values] = {}

    def values(self, db: Session, store_ids: Sequence[int], asked: MetricsContext) -> Values:
        # Known by all that was asked, so that only asking for the very same again shows it.
        return self._known.setdefault(
            repr((store_ids, asked)), super().values(db, store_ids, asked)
        )


@wrong("asked_twice_it_answers_the_same", says="Sort")
class AnswersInAnyOrder(Ledger):
    def values(self, db: Session, store_ids: Sequence[int], asked: MetricsContext) -> Values:
        values, before = super().values(db, store_ids, asked), getattr(self, "_before", None)
        while (order := random.sample(values, len(values))) == before:
            continue
        self._before = order
        return order


# What writes is refused by the aggregator too, and its card says so.
@wrong("only_reads", "is_shown_on_both_dashboards")
class Writes(Ledger):
    def values(self, db: Session, store_ids: Sequence[int], asked: MetricsContext) -> Values:
        db.execute(text("UPDATE tenancy_store SET name = name WHERE id = -1"))
        return super().values(db, store_ids, asked)


@wrong("needs_at_most_two_statements", says="at most 2")
class ReadsStoreByStore(Ledger):
    def values(self, db: Session, store_ids: Sequence[int], asked: MetricsContext) -> Values:
        for store_id in store_ids:
            db.scalar(select(Store.name).where(Store.id == store_id))
        return super().values(db, store_ids, asked)


@wrong("describes_every_number", says="not described")
class AnswersWhatNobodyDescribed(Twisted):
    def told(self, values: Values, context: MetricsContext) -> Values:
        return [*values, MetricValue("ledger.mystery", 7, "Mystery", "ledger")]


FOREIGN = replace(ENTRIES, key="leger.entries")


@wrong(
    "describes_its_own_numbers_only",
    says="leger.entries does not begin with ledger",
    descriptions=(*DESCRIPTIONS[:2], FOREIGN, *DESCRIPTIONS[3:]),
)
class MisspellsItsKey(Twisted):
    def told(self, values: Values, context: MetricsContext) -> Values:
        return [replace(v, key=FOREIGN.key) if v.key == ENTRIES.key else v for v in values]


@wrong("names_the_unit", says="'pieces'")
class CountsInPieces(Twisted):
    def told(self, values: Values, context: MetricsContext) -> Values:
        return _with(values, ENTRIES.key, unit="pieces")


@wrong("speaks_every_language", says="locales/*.ftl", package="app.modules.tenancy")
class SpeaksNoLanguage(Ledger):
    """Its texts would stand among those of a module in the house, and do not."""


@wrong("a_window_ends_before_its_end", says="[from, to)")
class LeavesOutTheFirstInstant(Twisted):
    def asked(self, context: MetricsContext) -> MetricsContext:
        start = context.date_from
        return replace(context, date_from=start + INSTANT) if start else context


@wrong("a_window_ends_before_its_end", says="[from, to)")
class TakesInTheLastInstant(Twisted):
    def asked(self, context: MetricsContext) -> MetricsContext:
        end = None if context.include_trends else context.date_to
        return replace(context, date_to=end + INSTANT) if end else context


@wrong("two_windows_add_up_to_the_one_over_both", says="do not add up")
class CountsWholeDays(Twisted):
    def asked(self, context: MetricsContext) -> MetricsContext:
        start = context.date_from
        if start is None or context.include_trends:
            return context
        # Noon in Luxembourg; its midnights are 23:00 UTC.
        return replace(context, date_from=start - timedelta(hours=12 if start.hour == 11 else 0))


@wrong("days_are_those_of_the_store", says="timezone(zone, moment)")
class KnowsNoSummerTime(Twisted):
    def asked(self, context: MetricsContext) -> MetricsContext:
        return replace(context, time_zone="Etc/GMT-1")


@wrong("series_agree_with_the_number", says="sum to its value")
class ForgetsADayOfItsSeries(Twisted):
    def told(self, values: Values, context: MetricsContext) -> Values:
        return [
            replace(value, series=(0, *value.series[1:]))
            if value.key == ENTRIES.key and value.series
            else value
            for value in values
        ]


@wrong("series_agree_with_the_number", says="its value")
class ShowsChangesOfAStock(Twisted):
    def told(self, values: Values, context: MetricsContext) -> Values:
        flow = next(value for value in values if value.key == ENTRIES.key)
        return _with(values, "ledger.kept", series=flow.series)


@wrong("takes_the_time_from_the_context", says="context.now")
class HasItsOwnClock(Twisted):
    def asked(self, context: MetricsContext) -> MetricsContext:
        return context if context.include_trends else replace(context, now=utc_now())


@wrong("compares_with_the_window_before", says="the two days before")
class ComparesWithLastYear(Twisted):
    def asked(self, context: MetricsContext) -> MetricsContext:
        return replace(context, compare="year") if context.date_from else context


@wrong("a_running_day_is_held_against_the_same_hours", says="same elapsed part")
class ComparesWithTheWholeDay(Twisted):
    def asked(self, context: MetricsContext) -> MetricsContext:
        if context.period != "today" or context.now is None:
            return context
        return replace(context, now=context.now + timedelta(hours=11))


@wrong("says_new_where_there_was_nothing", says="no baseline")
class GrowsFromNothing(Twisted):
    def told(self, values: Values, context: MetricsContext) -> Values:
        return [
            replace(value, trend_value=100.0)
            if value.previous_value == 0 and value.value and value.unit != "%"
            else value
            for value in values
        ]


@wrong("says_new_where_there_was_nothing", says="in points")
class ComparesRatesInPerCent(Twisted):
    def told(self, values: Values, context: MetricsContext) -> Values:
        return [
            replace(value, trend_value=value.trend_value + 1)
            if value.unit == "%" and value.trend_value is not None
            else value
            for value in values
        ]


@wrong("compares_only_when_it_is_asked_to", says="without include_trends")
class AlwaysCompares(Twisted):
    def told(self, values: Values, context: MetricsContext) -> Values:
        return values if context.include_trends else _with(values, ENTRIES.key, trend="up")


@wrong("what_is_taken_back_counts_when_that_happened", says="a closed day never changes")
class RestatesTheDayOfTheSale(Twisted):
    def asked(self, context: MetricsContext) -> MetricsContext:
        return replace(context, basis="order")


@wrong("what_is_taken_back_counts_when_that_happened", says="no number of its day moved")
class ForgetsRefunds(Ledger):
    def values(self, db: Session, store_ids: Sequence[int], asked: MetricsContext) -> Values:
        self.entries = [entry for entry in self.entries if entry.undoes is None]
        return super().values(db, store_ids, asked)


@wrong("both_bases_agree_over_all_time", says="never in whether")
class ForgetsRefundsByOrder(Twisted):
    def told(self, values: Values, context: MetricsContext) -> Values:
        return _with(values, "ledger.undone", value=0) if context.basis == "order" else values


@wrong("money_is_never_added_over_currencies", says="never add different ones")
class AddsCurrencies(Twisted):
    def told(self, values: Values, context: MetricsContext) -> Values:
        sales = [value for value in values if value.key == SALES.key]
        added = sum(float(value.value or 0) for value in sales)
        rest = [value for value in values if value.key != SALES.key]
        return [replace(sales[0], value=added), *rest] if len(sales) > 1 else values


@wrong("counts_are_over_all_currencies", says="no currency narrows it")
class CountsInOneCurrency(Twisted):
    def told(self, values: Values, context: MetricsContext) -> Values:
        if {"EUR", "JPY"} - {value.unit for value in values}:
            return values
        return _with(values, ENTRIES.key, value=1)


@wrong("another_store_moves_nothing", says="row level security is the net")
class TrustsRowLevelSecurity(Ledger):
    def get_store_metrics(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> Values:
        asked = replace(context or MetricsContext(), time_zone="Europe/Luxembourg")
        return self.values(db, tuple({entry.store_id for entry in self.entries}), asked)


@wrong("stores_sum_to_their_platform", says="do not sum")
class TakesTwoStoresOfAPlatform(Ledger):
    def values(self, db: Session, store_ids: Sequence[int], asked: MetricsContext) -> Values:
        return super().values(db, store_ids[:2], asked)


@wrong("a_store_counts_on_each_of_its_platforms_and_once_in_all", says="every platform")
class CountsAStoreOnItsFirstPlatform(Ledger):
    def get_platform_metrics(
        self, db: Session, platform_id: int, context: MetricsContext | None = None
    ) -> Values:
        elsewhere = select(StorePlatform.store_id).where(StorePlatform.platform_id < platform_id)
        gone = set(db.scalars(elsewhere))
        asked = context or MetricsContext()
        kept = tuple(store_id for store_id in asked.store_ids or () if store_id not in gone)
        narrowed = replace(asked, store_ids=kept) if context and asked.store_ids else context
        return super().get_platform_metrics(db, platform_id, narrowed)


@wrong("is_shown_on_both_dashboards", says="'error'")
class AnswersWithDecimals(Twisted):
    def told(self, values: Values, context: MetricsContext) -> Values:
        return [
            replace(value, value=Decimal(value.value)) if value.key == ENTRIES.key else value  # type: ignore[arg-type]
            for value in values
        ]


@wrong("an_exception_stays_on_its_card", says="a zero would be believed")
class BelievesABrokenDatabase(Ledger):
    def values(self, db: Session, store_ids: Sequence[int], asked: MetricsContext) -> Values:
        try:
            return super().values(db, store_ids, asked)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", "") == "57014":
                raise
            return _zeros()


@wrong("a_slow_database_costs_its_card_only", says="by halves")
class BelievesASlowDatabase(Ledger):
    def values(self, db: Session, store_ids: Sequence[int], asked: MetricsContext) -> Values:
        try:
            return super().values(db, store_ids, asked)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", "") != "57014":
                raise
            return _zeros()


def _zeros() -> Values:
    return [MetricValue(ENTRIES.key, 0, ENTRIES.label, "ledger", unit="items")]
