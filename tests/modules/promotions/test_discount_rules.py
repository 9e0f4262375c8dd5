"""What each kind takes off, in which order, and what stands beside what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.modules.contracts.promotions import Basket, CodeRefusal, Discounts
from app.modules.promotions.rules import PromotionClass, Target, TargetKind
from app.modules.promotions.services.discount_rules import discounts_of
from tests.modules.promotions.factories import NOW, basket, found, line, rule

NOTHING: frozenset[PromotionClass] = frozenset()


def products(*ids: int) -> Target:
    return Target(TargetKind.PRODUCTS, frozenset(ids))


def off(wanted: Basket, *rules: Any, **codes: Any) -> list[int]:
    """What is taken off each line, in the basket's order, and off the shipping last."""
    got = discounts_of(wanted, found(*rules, **codes))
    return [*(got.of_line(each.key) for each in wanted.lines), got.shipping_minor]


def refused(got: Discounts) -> dict[str, CodeRefusal]:
    return {each.code: each.reason for each in got.refused}


class TestAmounts:
    @pytest.mark.parametrize(
        ("percent", "expected"), [("10", 1), ("4.99", 0), ("5", 1), ("100", 10), ("0.01", 0)]
    )
    def test_per_cent_is_rounded_half_up_once(self, percent: str, expected: int) -> None:
        assert off(basket(line("a", 10)), rule(1, "percent_off", percent=percent))[0] == expected

    def test_the_sum_is_rounded_and_not_each_line(self) -> None:
        three = basket(line("a", 5), line("b", 5), line("c", 5))

        # 10 % of 15 is 1.5, so 2; rounding each line would give 3.
        assert off(three, rule(1, "percent_off", percent=10)) == [1, 1, 0, 0]

    def test_an_amount_is_shared_by_what_is_left(self) -> None:
        wanted = basket(line("a", 1000), line("b", 500), line("c", 500))

        assert off(wanted, rule(1, "amount_off", amount_minor=500)) == [250, 125, 125, 0]

    def test_an_amount_takes_no_more_than_there_is(self) -> None:
        wanted = basket(line("a", 300), line("b", 100), shipping_minor=500)

        assert off(wanted, rule(1, "amount_off", amount_minor=1000)) == [300, 100, 0]

    def test_an_amount_off_each_unit(self) -> None:
        wanted = basket(line("a", 300, 3), line("b", 100, 2))

        assert off(wanted, rule(1, "amount_off_unit", amount_minor=150)) == [450, 200, 0]

    def test_free_shipping_leaves_the_goods(self) -> None:
        wanted = basket(line("a", 300), shipping_minor=495)

        assert off(wanted, rule(1, "free_shipping")) == [0, 495]

    def test_each_takes_its_part_of_what_is_left(self) -> None:
        ten, five = (
            rule(1, "percent_off", percent=10),
            rule(2, "amount_off", amount_minor=500),
        )
        wanted = basket(line("a", 10_000))

        assert off(wanted, ten, five) == [1500, 0]
        assert off(wanted, five, ten) == [1450, 0]

    def test_amounts_of_another_currency_do_nothing(self) -> None:
        pounds = rule(1, "amount_off", amount_minor=500, currency="GBP")

        assert off(basket(line("a", 1000)), pounds) == [0, 0]
        assert off(basket(line("a", 1000), currency="GBP"), pounds) == [500, 0]

    def test_yen_have_no_cents(self) -> None:
        wanted = basket(line("a", 999), currency="JPY")

        assert off(wanted, rule(1, "percent_off", percent="12.5")) == [125, 0]


class TestUnits:
    def test_buy_two_get_the_cheapest_free(self) -> None:
        wanted = basket(line("a", 900), line("b", 500), line("c", 700))
        free = rule(1, "buy_x_get_y", buy_quantity=2, get_quantity=1, percent=100)

        assert off(wanted, free) == [0, 500, 0, 0]

    @pytest.mark.parametrize(
        ("quantity", "expected"), [(2, 0), (3, 100), (5, 100), (6, 200), (1_000_000, 33_333_300)]
    )
    def test_as_often_as_the_basket_holds_it(self, quantity: int, expected: int) -> None:
        free = rule(1, "buy_x_get_y", buy_quantity=2, get_quantity=1, percent=100)

        assert off(basket(line("a", 100, quantity)), free) == [expected, 0]

    def test_at_most_so_many_times(self) -> None:
        once = rule(1, "buy_x_get_y", buy_quantity=1, get_quantity=1, percent=50, most_times=1)

        assert off(basket(line("a", 100, 10)), once) == [50, 0]

    def test_a_reward_of_another_kind(self) -> None:
        shirt_and_tie = rule(
            1,
            "buy_x_get_y",
            target=products(1),
            reward=Target(TargetKind.CATEGORIES, frozenset({7})),
            buy_quantity=2,
            get_quantity=1,
            percent=100,
        )
        tie = line("b2", 300, 2, category_ids=(7,))

        assert off(basket(line("a1", 900, 2), tie), shirt_and_tie) == [0, 300, 0]
        assert off(basket(line("a1", 900, 1), tie), shirt_and_tie) == [0, 0, 0]
        assert off(basket(line("a1", 900, 4), tie), shirt_and_tie) == [0, 600, 0]

    def test_a_unit_is_bought_or_given_never_both(self) -> None:
        overlapping = rule(
            1,
            "buy_x_get_y",
            target=products(1, 2),
            reward=products(2, 3),
            buy_quantity=2,
            get_quantity=1,
            percent=100,
        )

        assert off(basket(line("a1", 900), line("b2", 100)), overlapping) == [0, 0, 0]
        both = basket(line("a1", 900), line("b2", 100), line("c3", 200))
        assert off(both, overlapping) == [0, 0, 200, 0]
        plenty = basket(line("a1", 900, 2), line("b2", 100), line("c3", 200))
        assert off(plenty, overlapping) == [0, 100, 0, 0]

    def test_three_for_a_price_of_the_dearest(self) -> None:
        three = rule(1, "bundle_price", buy_quantity=3, amount_minor=2000)
        wanted = basket(line("a", 900, 2), line("b", 800), line("c", 100, 3))

        # 9 + 9 + 8 for 20; three times 1.00 for 20 would be dearer.
        assert sum(off(wanted, three)) == 600

    def test_no_bundle_that_costs_more(self) -> None:
        three = rule(1, "bundle_price", buy_quantity=3, amount_minor=2000)

        assert off(basket(line("a", 600, 9)), three) == [0, 0]

    def test_units_after_an_earlier_discount_cost_what_is_left(self) -> None:
        half = rule(1, "percent_off", percent=50, target=products(1))
        free = rule(2, "buy_x_get_y", buy_quantity=1, get_quantity=1, percent=100)

        assert off(basket(line("a1", 1000, 2)), half, free) == [1500, 0]


class TestTargetsAndConditions:
    @pytest.mark.parametrize(
        ("kind", "ids", "expected"),
        [
            ("all", (), [100, 50]),
            ("products", (1,), [100, 0]),
            ("variants", (9,), [0, 50]),
            ("categories", (5, 6), [100, 0]),
            ("collections", (8,), [0, 50]),
            ("products", (77,), [0, 0]),
        ],
    )
    def test_only_what_is_targeted(
        self, kind: str, ids: tuple[int, ...], expected: list[int]
    ) -> None:
        wanted = basket(
            line("a1", 1000, category_ids=(5,)),
            line("b2", 500, variant_id=9, collection_ids=(8,)),
        )
        tenth = rule(1, "percent_off", percent=10, target=Target(TargetKind(kind), frozenset(ids)))

        assert off(wanted, tenth)[:2] == expected

    @pytest.mark.parametrize(
        ("condition", "holds"),
        [
            ({"min_amount_minor": 3000}, True),
            ({"min_amount_minor": 3001}, False),
            ({"min_quantity": 3}, True),
            ({"min_quantity": 4}, False),
            ({"countries": frozenset({"LU", "DE"})}, True),
            ({"countries": frozenset({"FR"})}, False),
            ({"group_codes": frozenset({"club", "staff"})}, True),
            ({"group_codes": frozenset({"staff"})}, False),
            ({"starts_at": NOW}, True),
            ({"starts_at": NOW + timedelta(seconds=1)}, False),
            ({"ends_at": NOW + timedelta(seconds=1)}, True),
            ({"ends_at": NOW}, False),
        ],
    )
    def test_conditions_hold_or_not(self, condition: dict[str, Any], holds: bool) -> None:
        wanted = basket(line("a", 1000, 3), country="LU", group_codes=("club",))

        got = off(wanted, rule(1, "percent_off", percent=10, **condition))

        assert (got[0] > 0) is holds

    def test_a_country_that_nobody_knows_yet_is_not_the_right_one(self) -> None:
        here = rule(1, "percent_off", percent=10, countries=frozenset({"LU"}))

        got = discounts_of(basket(line("a", 1000)), found(LU=here))

        assert refused(got) == {"LU": CodeRefusal.CONDITIONS}

    def test_a_minimum_counts_targeted_goods_before_any_discount(self) -> None:
        half = rule(1, "percent_off", percent=50)
        rest = rule(2, "amount_off", amount_minor=100, min_amount_minor=1000, target=products(1))

        assert off(basket(line("a1", 1000)), half, rest) == [600, 0]
        assert off(basket(line("a1", 999), line("b2", 999)), half, rest) == [500, 499, 0]


class TestStacking:
    def test_all_combine_unless_they_say_otherwise(self) -> None:
        wanted = basket(line("a", 1000), shipping_minor=500)

        got = discounts_of(
            wanted,
            found(
                rule(1, "percent_off", percent=10),
                A=rule(2, "percent_off", percent=10),
                B=rule(3, "free_shipping"),
            ),
        )

        assert [each.amount_minor for each in got.applied] == [100, 90, 500]

    def test_one_that_stands_alone_does_so_when_it_is_worth_more(self) -> None:
        alone = rule(9, "percent_off", percent=30, combines_with=NOTHING)
        ten = rule(1, "percent_off", percent=10)
        wanted = basket(line("a", 1000))

        better = discounts_of(
            wanted, found(ten, ALONE=alone, TEN=rule(2, "percent_off", percent=5))
        )
        worse = discounts_of(
            wanted, found(ten, ALONE=alone, TEN=rule(2, "percent_off", percent=25))
        )

        assert [each.code for each in better.applied] == ["ALONE"]
        assert refused(better) == {"TEN": CodeRefusal.NOT_COMBINABLE}
        assert [each.code for each in worse.applied] == [None, "TEN"]
        assert refused(worse) == {"ALONE": CodeRefusal.NOT_COMBINABLE}

    def test_of_equal_ones_the_first_stands(self) -> None:
        one, other = (rule(n, "percent_off", percent=30, combines_with=NOTHING) for n in (1, 2))

        got = discounts_of(basket(line("a", 1000)), found(ONE=one, OTHER=other))

        assert [each.code for each in got.applied] == ["ONE"]

    def test_classes_that_both_allow_combine(self) -> None:
        order = rule(
            1, "percent_off", percent=10, combines_with=frozenset({PromotionClass.SHIPPING})
        )
        shipping = rule(2, "free_shipping", combines_with=frozenset({PromotionClass.ORDER}))
        product = rule(3, "percent_off", percent=5, target=products(1))
        wanted = basket(line("a1", 1000), shipping_minor=500)

        assert off(wanted, order, shipping, product) == [100, 500]

    def test_one_that_does_nothing_keeps_nobody_out(self) -> None:
        idle = rule(
            1, "buy_x_get_y", buy_quantity=5, get_quantity=1, percent=100, combines_with=NOTHING
        )

        assert off(basket(line("a", 1000)), idle, rule(2, "percent_off", percent=10)) == [100, 0]

    def test_two_codes_of_one_promotion_count_once(self) -> None:
        ten = rule(1, "percent_off", percent=10)

        got = discounts_of(basket(line("a", 1000)), found(ONE=ten, TWO=ten))

        assert got.of_line("a") == 100
        assert refused(got) == {"TWO": CodeRefusal.NOT_COMBINABLE}

    def test_a_code_for_which_nothing_is_left_says_so(self) -> None:
        everything = rule(1, "percent_off", percent=100)

        got = discounts_of(
            basket(line("a", 1000)), found(everything, LATE=rule(2, "percent_off", percent=5))
        )

        assert refused(got) == {"LATE": CodeRefusal.CONDITIONS}

    def test_free_shipping_waits_for_a_way_of_shipping(self) -> None:
        got = discounts_of(basket(line("a", 1000)), found(FREE=rule(1, "free_shipping")))

        assert [(each.code, each.amount_minor) for each in got.applied] == [("FREE", 0)]

    def test_an_empty_basket_costs_nothing_less(self) -> None:
        got = discounts_of(
            basket(shipping_minor=500),
            found(rule(1, "free_shipping"), A=rule(2, "percent_off", percent=5)),
        )

        assert (got.shipping_minor, got.applied) == (0, [])
        assert refused(got) == {"A": CodeRefusal.CONDITIONS}
