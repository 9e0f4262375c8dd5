"""What a price becomes over time, and what a reduction is reckoned from."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.modules.catalog.services.price_plan import (
    PriceStep,
    planned,
    prior_price,
    regular_at,
    regular_steps,
    step_at,
    steps_of,
)
from app.modules.contracts.catalog import PriceIn

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
EXAMPLES = settings(max_examples=int(os.environ.get("STOA_EXAMPLES", "200")), deadline=None)


def days(number: float) -> datetime:
    return NOW + timedelta(days=number)


def step(day: float, amount: int | None, *, reduced: bool = False) -> PriceStep:
    return PriceStep(days(day), amount, reduced)


class TestStepsOf:
    def test_a_plain_price_counts_at_once(self) -> None:
        assert steps_of(PriceIn("EUR", 1999), NOW) == [step(0, 1999)]

    def test_a_sale_that_is_planned_begins_and_ends_in_time(self) -> None:
        price = PriceIn("EUR", 1999, sale_minor=1499, sale_from=days(2), sale_until=days(9))

        assert steps_of(price, NOW) == [step(0, 1999), step(2, 1499, reduced=True), step(9, 1999)]

    def test_a_sale_that_is_over_or_no_cheaper_is_none(self) -> None:
        over = PriceIn("EUR", 1999, sale_minor=1499, sale_from=days(-9), sale_until=days(-2))
        dearer = PriceIn("EUR", 1999, sale_minor=1999)

        assert steps_of(over, NOW) == steps_of(dearer, NOW) == [step(0, 1999)]

    def test_a_price_for_later_leaves_the_present_alone(self) -> None:
        known = [step(-5, 1000)]

        assert planned(known, steps_of(PriceIn("EUR", 1200, valid_from=days(3)), NOW), NOW) == [
            step(3, 1200)
        ]


class TestPlanned:
    def test_history_stays_and_what_was_planned_is_replaced(self) -> None:
        known = [step(-90, 1000), step(-5, 1100), step(4, 900, reduced=True), step(8, 1100)]

        assert planned(known, [step(0, 1200)], NOW) == [step(0, 1200)]

    def test_a_reduction_that_is_said_again_goes_on(self) -> None:
        began = PriceStep(days(-3), 800, is_reduced=True, prior_minor=1000)
        price = PriceIn("EUR", 1000, sale_minor=800, sale_from=days(-3), sale_until=days(5))

        assert planned([step(-90, 1000), began], steps_of(price, NOW), NOW) == [step(5, 1000)]

    def test_a_price_for_later_leaves_the_end_of_a_sale(self) -> None:
        known = [step(-90, 1000), step(-1, 800, reduced=True), step(5, 1000), step(12, 900)]
        later = steps_of(PriceIn("EUR", 1200, valid_from=days(10)), NOW)

        assert planned(known, later, NOW) == [step(5, 1000), step(10, 1200)]
        sooner = steps_of(PriceIn("EUR", 1200, valid_from=days(3)), NOW)
        assert planned(known, sooner, NOW) == [step(3, 1200)]

    def test_a_price_that_counts_already_is_not_written_again(self) -> None:
        assert planned([step(-1, 1000)], [step(0, 1000)], NOW) == []


class TestRegularSteps:
    KNOWN = (step(-90, 1000), step(-1, 800, reduced=True), step(5, 1000))

    def test_a_sale_goes_on_and_ends_at_the_new_price(self) -> None:
        plan = planned(self.KNOWN, regular_steps(self.KNOWN, 1200, NOW), NOW)

        assert plan == [step(5, 1200)]
        known = [*self.KNOWN[:2], *plan]
        assert regular_at(known, NOW) == step(5, 1200)
        assert planned(known, regular_steps(known, 1000, NOW), NOW) == [step(5, 1000)]

    def test_a_sale_that_is_planned_begins_all_the_same(self) -> None:
        known = [step(-90, 1000), step(2, 800, reduced=True), step(5, 1000)]

        plan = planned(known, regular_steps(known, 1200, NOW), NOW)

        assert plan == [step(0, 1200), PriceStep(days(2), 800, True, 1000), step(5, 1200)]

    def test_a_sale_that_is_no_cheaper_is_none(self) -> None:
        assert planned(self.KNOWN, regular_steps(self.KNOWN, 800, NOW), NOW) == [step(0, 800)]

    def test_a_sale_without_an_end_goes_on(self) -> None:
        known = self.KNOWN[:2]

        assert planned(known, regular_steps(known, 1200, NOW), NOW) == []


class TestPriorPrice:
    """Directive 98/6/EC, article 6a; Court of Justice, C-330/23."""

    def test_is_the_lowest_of_the_30_days_before(self) -> None:
        known = [step(-365, 2500), step(-21, 2200), step(-20, 2500)]

        assert prior_price(known, NOW) == 2200

    def test_a_lower_price_that_ended_30_days_before_no_longer_counts(self) -> None:
        known = [step(-365, 2500), step(-60, 1800), step(-30, 2500)]

        assert prior_price(known, NOW) == 2500
        assert prior_price([*known[:2], step(-29.9, 2500)], NOW) == 1800

    def test_raising_the_price_just_before_the_sale_gains_nothing(self) -> None:
        known = [step(-365, 2000), step(-3, 3000)]
        plan = planned(known, [step(0, 2400, reduced=True)], NOW)

        assert plan[0].prior_minor == 2000

    def test_a_further_reduction_is_reckoned_from_the_first(self) -> None:
        known = [step(-365, 2500), PriceStep(days(-7), 2000, is_reduced=True, prior_minor=2500)]

        assert planned(known, [step(0, 1500, reduced=True)], NOW)[0].prior_minor == 2000

    def test_there_is_none_where_nothing_was_asked_for(self) -> None:
        assert prior_price([], NOW) is None
        assert prior_price([step(-40, 900), step(-35, None)], NOW) is None

    def test_a_sale_that_is_planned_looks_at_the_days_before_it(self) -> None:
        price = PriceIn("EUR", 2500, sale_minor=1500, sale_from=days(40))
        plan = planned([step(-365, 1000)], steps_of(price, NOW), NOW)

        assert plan == [step(0, 2500), PriceStep(days(40), 1500, True, 2500)]


amounts = st.none() | st.integers(0, 5000)
histories = st.lists(
    st.tuples(st.integers(-200, 0), amounts), max_size=12, unique_by=lambda pair: pair[0]
).map(lambda pairs: [step(day - 0.5, amount) for day, amount in sorted(pairs)])


class TestLaws:
    @EXAMPLES
    @given(histories)
    def test_the_prior_price_is_that_of_asking_every_hour(self, known: list[PriceStep]) -> None:
        hours = [NOW - timedelta(hours=hour) for hour in range(1, 30 * 24)]
        asked = [found.amount_minor for at in hours if (found := step_at(known, at))]
        seen = [amount for amount in asked if amount is not None]

        assert prior_price(known, NOW) == min(seen, default=None)

    @EXAMPLES
    @given(histories, st.integers(0, 5000), st.none() | st.integers(0, 5000))
    def test_saying_it_twice_changes_nothing_and_history_stays(
        self, known: list[PriceStep], amount: int, sale: int | None
    ) -> None:
        price = PriceIn("EUR", amount, sale_minor=sale, sale_until=days(5))
        plan = planned(known, steps_of(price, NOW), NOW)
        past = [one for one in known if one.valid_from < NOW]

        assert planned([*past, *plan], steps_of(price, NOW), NOW) == plan
        now = step_at([*past, *plan], NOW)
        wanted = sale if sale is not None and sale < amount else amount
        assert now is not None
        assert now.amount_minor == wanted

    def test_the_regular_price_is_the_last_that_was_no_reduction(self) -> None:
        known = [step(-9, 1000), step(-3, 700, reduced=True)]

        assert regular_at(known, NOW) == known[0]
