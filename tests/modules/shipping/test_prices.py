from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.modules.shipping.services.prices import Basis, Step, Tariff, price_of
from tests.modules.taxes.factories import DEEPLY

FLAT = Tariff(Basis.FLAT, 590)
BY_WEIGHT = Tariff(Basis.WEIGHT, steps=[Step(0, 500), Step(2000, 900), Step(10_000, 1900)])
BY_VALUE = Tariff(Basis.VALUE, steps=[Step(1000, 700), Step(5000, 300)])
steps = st.lists(st.builds(Step, st.integers(0, 10**6), st.integers(0, 10**6)), max_size=6)


class TestPriceOf:
    @pytest.mark.parametrize(
        ("tariff", "goods_minor", "weight_grams", "price"),
        [
            (FLAT, 0, 0, 590),
            (BY_WEIGHT, 0, 0, 500),
            (BY_WEIGHT, 0, 1999, 500),
            (BY_WEIGHT, 0, 2000, 900),
            (BY_WEIGHT, 0, 1_000_000, 1900),
            (BY_VALUE, 999, 0, None),
            (BY_VALUE, 1000, 0, 700),
            (BY_VALUE, 5000, 0, 300),
        ],
    )
    def test_follows_the_steps(
        self, tariff: Tariff, goods_minor: int, weight_grams: int, price: int | None
    ) -> None:
        assert price_of(tariff, goods_minor=goods_minor, weight_grams=weight_grams) == price

    @pytest.mark.parametrize(("goods_minor", "price"), [(4999, 590), (5000, 0), (5001, 0)])
    def test_is_nothing_from_a_value_on(self, goods_minor: int, price: int) -> None:
        tariff = replace(FLAT, free_from_minor=5000)

        assert price_of(tariff, goods_minor=goods_minor, weight_grams=1) == price

    @pytest.mark.parametrize(
        ("goods_minor", "weight_grams", "is_offered"),
        [
            (99, 500, False),
            (100, 500, True),
            (200, 500, True),
            (201, 500, False),
            (150, 9, False),
            (150, 10, True),
            (150, 1000, True),
            (150, 1001, False),
        ],
    )
    def test_is_offered_within_its_limits(
        self, goods_minor: int, weight_grams: int, is_offered: bool
    ) -> None:
        tariff = replace(
            FLAT,
            min_goods_minor=100,
            max_goods_minor=200,
            min_weight_grams=10,
            max_weight_grams=1000,
        )

        found = price_of(tariff, goods_minor=goods_minor, weight_grams=weight_grams)

        assert (found is not None) is is_offered

    @DEEPLY
    @given(steps, st.integers(0, 10**6), st.integers(0, 10**6))
    def test_is_never_below_zero_and_always_a_listed_one(
        self, listed: list[Step], goods_minor: int, weight_grams: int
    ) -> None:
        for basis in (Basis.WEIGHT, Basis.VALUE):
            found = price_of(
                Tariff(basis, steps=listed), goods_minor=goods_minor, weight_grams=weight_grams
            )
            assert found is None or found in {step.price_minor for step in listed}
