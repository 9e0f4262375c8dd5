"""Laws that hold of any basket and any promotions; deeper with STOA_EXAMPLES=20000."""

from __future__ import annotations

import os
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.kernel.money import round_half_up
from app.modules.contracts.promotions import Basket, Discounts
from app.modules.promotions.rules import (
    Candidate,
    CandidatesFound,
    PromotionClass,
    PromotionKind,
    PromotionRule,
    Target,
    TargetKind,
)
from app.modules.promotions.services.basket_left import half_up, share
from app.modules.promotions.services.discount_rules import discounts_of
from tests.modules.promotions.factories import basket, line, rule

many = settings(
    max_examples=int(os.environ.get("STOA_EXAMPLES", "150")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
amounts = st.one_of(st.integers(0, 300), st.integers(0, 10**13))
classes = st.frozensets(st.sampled_from(list(PromotionClass)))
targets = st.one_of(
    st.just(Target()),
    st.builds(
        Target,
        st.sampled_from([TargetKind.PRODUCTS, TargetKind.VARIANTS, TargetKind.CATEGORIES]),
        st.frozensets(st.integers(1, 5), min_size=1, max_size=3),
    ),
)


@st.composite
def baskets(draw: st.DrawFn) -> Basket:
    keys = draw(st.lists(st.integers(1, 9), min_size=1, max_size=5, unique=True))
    lines = [
        line(
            f"line-{key}",
            draw(amounts),
            draw(st.one_of(st.integers(1, 7), st.integers(1, 10**6))),
            product_id=draw(st.integers(1, 5)),
            category_ids=tuple(draw(st.frozensets(st.integers(1, 5), max_size=2))),
        )
        for key in keys
    ]
    return basket(*lines, shipping_minor=draw(amounts))


@st.composite
def effects(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(list(PromotionKind)))
    given: dict[str, Any] = {"kind": kind, "target": draw(targets)}
    if kind in {PromotionKind.PERCENT_OFF, PromotionKind.BUY_X_GET_Y}:
        given["percent"] = draw(st.decimals("0.01", "100", places=2))
    if kind in {PromotionKind.BUY_X_GET_Y, PromotionKind.BUNDLE_PRICE}:
        given["buy_quantity"] = draw(st.integers(1, 4))
        given["most_times"] = draw(st.one_of(st.none(), st.integers(1, 3)))
    if kind is PromotionKind.BUY_X_GET_Y:
        given["get_quantity"] = draw(st.integers(1, 3))
        given["reward"] = draw(st.one_of(st.none(), targets))
    if kind in {
        PromotionKind.AMOUNT_OFF,
        PromotionKind.AMOUNT_OFF_UNIT,
        PromotionKind.BUNDLE_PRICE,
    }:
        given["amount_minor"] = draw(amounts)
    return given


@st.composite
def rules(draw: st.DrawFn, least: int = 0) -> list[PromotionRule]:
    drawn = draw(st.lists(effects(), min_size=least, max_size=5))
    return [
        rule(number, combines_with=draw(classes), **effect)
        for number, effect in enumerate(drawn, 1)
    ]


def reckon(wanted: Basket, *chosen: PromotionRule) -> Discounts:
    return discounts_of(wanted, CandidatesFound([Candidate(each) for each in chosen]))


def total(discounts: Discounts) -> int:
    return sum(each.amount_minor for each in discounts.applied)


class TestLaws:
    @many
    @given(baskets(), rules())
    def test_what_is_applied_is_what_lines_and_shipping_lose(
        self, wanted: Basket, chosen: list[PromotionRule]
    ) -> None:
        got = reckon(wanted, *chosen)

        assert total(got) == sum(each.amount_minor for each in got.lines) + got.shipping_minor
        assert got.shipping_minor == sum(each.shipping_minor for each in got.applied)
        for one in got.applied:
            of_lines = [x.amount_minor for x in got.lines if x.promotion_id == one.promotion_id]
            assert one.amount_minor == sum(of_lines) + one.shipping_minor

    @many
    @given(baskets(), rules())
    def test_nothing_falls_under_zero(self, wanted: Basket, chosen: list[PromotionRule]) -> None:
        got = reckon(wanted, *chosen)

        assert all(each.amount_minor > 0 for each in got.lines)
        assert all(0 <= got.of_line(each.key) <= each.amount_minor for each in wanted.lines)
        assert 0 <= got.shipping_minor <= wanted.shipping_minor

    @many
    @given(baskets(), rules(), st.randoms())
    def test_the_order_of_the_lines_decides_nothing(
        self, wanted: Basket, chosen: list[PromotionRule], random: Any
    ) -> None:
        shuffled = list(wanted.lines)
        random.shuffle(shuffled)
        other = basket(*shuffled, shipping_minor=wanted.shipping_minor)

        assert reckon(wanted, *chosen) == reckon(other, *chosen)

    @many
    @given(baskets(), rules(least=1))
    def test_together_they_are_worth_no_less_than_any_alone(
        self, wanted: Basket, chosen: list[PromotionRule]
    ) -> None:
        together = total(reckon(wanted, *chosen))
        alone = rule(99, "percent_off", percent=100, combines_with=frozenset())

        assert total(reckon(wanted, alone, *chosen)) >= total(reckon(wanted, alone))
        for one in chosen:
            others = [each for each in chosen if each is not one]
            if not any(one.combines(each) for each in others):
                assert together >= total(reckon(wanted, one))

    @many
    @given(baskets(), st.lists(st.decimals("0.01", "100", places=2), max_size=4), amounts)
    def test_one_more_off_everything_never_makes_it_dearer(
        self, wanted: Basket, percents: list[Any], amount: int
    ) -> None:
        chosen = [rule(n, "percent_off", percent=each) for n, each in enumerate(percents, 1)]
        more = rule(99, "amount_off", amount_minor=amount)

        before = total(reckon(wanted, *chosen))
        assert total(reckon(wanted, *chosen, more)) >= before
        assert total(reckon(wanted, more, *chosen)) >= before

    @many
    @given(baskets(), st.decimals("0.01", "100", places=2))
    def test_per_cent_of_everything_is_rounded_once(self, wanted: Basket, percent: Any) -> None:
        goods = sum(each.amount_minor for each in wanted.lines)

        got = reckon(wanted, rule(1, "percent_off", percent=percent))

        assert total(got) == round_half_up(goods * percent / 100)

    @many
    @given(baskets(), st.integers(1, 5), st.integers(1, 3), st.integers(1, 5))
    def test_free_units_are_the_cheapest_listed_one_by_one(
        self, wanted: Basket, buy: int, get: int, most: int
    ) -> None:
        """The same as laying all units on a table, cheapest first, which counting replaces."""
        small = basket(*(line(x.key, x.unit_price_minor, min(x.quantity, 9)) for x in wanted.lines))
        free = rule(
            1, "buy_x_get_y", buy_quantity=buy, get_quantity=get, percent=100, most_times=most
        )
        units = sorted(x.unit_price_minor for x in small.lines for _ in range(x.quantity))
        times = min(most, len(units) // (buy + get))

        assert total(reckon(small, free)) == sum(units[: times * get])


class TestSharing:
    @many
    @given(st.data())
    def test_shares_add_up_and_keep_to_what_there_is(self, data: st.DataObject) -> None:
        most = data.draw(st.lists(amounts, min_size=1, max_size=6))
        weights = data.draw(st.lists(amounts, min_size=len(most), max_size=len(most)))
        wanted = data.draw(amounts)

        shares = share(wanted, weights, most)

        assert sum(shares) == min(wanted, sum(most))
        assert all(0 <= part <= top for part, top in zip(shares, most, strict=True))

    @many
    @given(st.fractions(min_value=0, max_value=10**15, max_denominator=10**6))
    def test_halves_go_up_as_money_does(self, amount: Fraction) -> None:
        whole, rest = divmod(amount, 1)

        assert half_up(amount) == whole + (1 if rest >= Fraction(1, 2) else 0)
