"""The price per kilogram, litre and metre."""

from __future__ import annotations

import os
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.modules.catalog.services.unit_price import UNITS, UnitPrice, unit_price

EXAMPLES = settings(max_examples=int(os.environ.get("STOA_EXAMPLES", "200")), deadline=None)


class TestUnitPrice:
    @pytest.mark.parametrize(
        ("amount", "quantity", "unit", "wanted"),
        [
            (199, "330", "ml", UnitPrice(603, "l")),
            (249, "250", "g", UnitPrice(996, "kg")),
            (1000, "3", "kg", UnitPrice(333, "kg")),
            (5, "2", "piece", UnitPrice(3, "piece")),
            (1290, "50", "cm", UnitPrice(2580, "m")),
        ],
    )
    def test_is_rounded_half_up(
        self, amount: int, quantity: str, unit: str, wanted: UnitPrice
    ) -> None:
        assert unit_price(amount, Decimal(quantity), unit) == wanted

    def test_there_is_none_without_a_measure(self) -> None:
        assert unit_price(100, None, "g") is None
        assert unit_price(100, Decimal(0), "g") is None
        assert unit_price(100, Decimal(1), "") is None

    @EXAMPLES
    @given(
        st.integers(0, 10**9),
        st.decimals("0.001", "100000", places=3),
        st.sampled_from(sorted(UNITS)),
    )
    def test_is_never_half_a_unit_off(self, amount: int, quantity: Decimal, unit: str) -> None:
        found = unit_price(amount, quantity, unit)

        assert found is not None
        exact = Decimal(amount) * UNITS[unit][0] / quantity
        assert abs(found.amount_minor - exact) <= Decimal("0.5")
