"""The arithmetic of orders: the examples of docs/explanation/orders.md, and its laws."""

from __future__ import annotations

import os
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from app.modules.contracts.orders import NewOrderLine
from app.modules.orders.services.order_amounts import (
    apart,
    gross_and_discount,
    part_of,
    spread,
    units_worth,
)
from app.modules.orders.services.tax_by_rate import Taxed, tax_by_rate
from tests.modules.orders.placing import new_line, taken_apart

EXAMPLES = int(os.environ.get("STOA_EXAMPLES", "200"))
laws = settings(max_examples=EXAMPLES, deadline=None)
amounts = st.integers(0, 10**9)
rates = st.decimals(0, 30, places=2)


class TestExamples:
    def test_a_price_with_tax_is_brought_down_as_its_charge_was(self) -> None:
        line = new_line(1200, quantity=2, discount_minor=400, tax_rate=20)

        assert (line.net_minor, line.tax_minor) == (1667, 333)
        assert gross_and_discount(line, are_prices_gross=True) == (2000, 333)

    def test_a_price_without_tax_stays(self) -> None:
        line = NewOrderLine(1, "A", "A", 2, 1000, 300, net_minor=1700, tax_minor=289)

        assert gross_and_discount(line, are_prices_gross=False) == (2000, 300)

    def test_what_costs_nothing_is_brought_down_by_its_rate(self) -> None:
        line = new_line(1170, discount_minor=1170)

        assert gross_and_discount(line, are_prices_gross=True) == (1000, 1000)

    def test_one_euro_over_three_units(self) -> None:
        left, parts = 100, []
        for units_left in (3, 2, 1):
            parts.append(part_of(left, 1, units_left))
            left -= parts[-1]

        assert parts == [33, 34, 33]

    def test_one_of_two_at_its_price(self) -> None:
        assert units_worth(2427, 73, 1, 2) == (1213, 37)
        assert units_worth(1214, 36, 1, 1) == (1214, 36)


class TestLaws:
    @laws
    @given(price=st.integers(0, 10**7), quantity=st.integers(1, 99), share=rates, rate=rates)
    def test_gross_less_discount_is_net(
        self, price: int, quantity: int, share: Decimal, rate: Decimal
    ) -> None:
        discount = min(int(price * quantity * share / 30), price * quantity)
        net, tax = taken_apart(price * quantity - discount, rate)
        line = NewOrderLine(1, "A", "A", quantity, price, discount, net, tax, rate)

        gross, less = gross_and_discount(line, are_prices_gross=True)

        assert gross - less == net
        assert gross >= net >= 0
        assert less >= 0

    @laws
    @given(amount=amounts, cuts=st.lists(st.integers(1, 50), min_size=1, max_size=12))
    def test_parts_add_up_whatever_their_order(self, amount: int, cuts: list[int]) -> None:
        left_units, left = sum(cuts), amount
        for cut in cuts:
            part = part_of(left, cut, left_units)
            assert 0 <= part <= left
            left, left_units = left - part, left_units - cut

        assert left == 0

    @laws
    @given(price=amounts, rate=rates, cuts=st.lists(st.integers(1, 50), min_size=1, max_size=12))
    def test_units_at_a_price_with_tax_go_back_at_that_price(
        self, price: int, rate: Decimal, cuts: list[int]
    ) -> None:
        left_units = sum(cuts)
        net, tax = taken_apart(price * left_units, rate)
        for cut in cuts:
            of_net, of_tax = units_worth(net, tax, cut, left_units)
            assert of_net + of_tax == price * cut
            net, tax, left_units = net - of_net, tax - of_tax, left_units - cut

        assert (net, tax) == (0, 0)

    @laws
    @given(net=amounts, tax=amounts, of_units=st.integers(1, 99), data=st.data())
    def test_units_are_worth_no_more_than_is_left(
        self, net: int, tax: int, of_units: int, data: st.DataObject
    ) -> None:
        of_net, of_tax = units_worth(net, tax, data.draw(st.integers(1, of_units)), of_units)

        assert 0 <= of_net <= net
        assert 0 <= of_tax <= tax

    @laws
    @given(net=amounts, tax=amounts, data=st.data())
    def test_net_and_tax_of_an_amount_add_up_and_stay_within(
        self, net: int, tax: int, data: st.DataObject
    ) -> None:
        amount = data.draw(st.integers(0, net + tax))

        of_net, of_tax = apart(amount, net, tax)

        assert of_net + of_tax == amount
        if net + tax:
            assert 0 <= of_net <= net
            assert 0 <= of_tax <= tax

    @laws
    @given(weights=st.lists(amounts, min_size=1, max_size=8), data=st.data())
    def test_no_part_gets_more_than_its_weight(
        self, weights: list[int], data: st.DataObject
    ) -> None:
        amount = data.draw(st.integers(0, sum(weights)))

        shares = spread(amount, weights)

        assert sum(shares) == amount
        if amount:
            assert all(share <= weight for share, weight in zip(shares, weights, strict=True))

    @laws
    @given(
        goods=st.lists(st.tuples(st.sampled_from([3, 8, 17]), amounts, amounts), max_size=6),
        shipping=st.tuples(amounts, amounts),
        documented=st.tuples(amounts, amounts),
    )
    def test_rates_sum_to_the_whole(
        self,
        goods: list[tuple[int, int, int]],
        shipping: tuple[int, int],
        documented: tuple[int, int],
    ) -> None:
        sold = [Taxed(Decimal(rate), net, tax) for rate, net, tax in goods]
        totals = [
            {"rate": str(rate), "country": "LU", "net_minor": net, "tax_minor": tax}
            for rate, net, tax in ((3, *shipping), (17, 0, 0))
        ]

        found = tax_by_rate(totals, sold, sold, documented)

        nets = sum(net for _, net, _ in goods) + documented[0]
        taxes = sum(tax for _, _, tax in goods) + documented[1]
        assert sum(rate["net_minor"] for rate in found) == nets
        assert sum(rate["tax_minor"] for rate in found) == taxes
