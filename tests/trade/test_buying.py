"""From a product to a paid order, over the API."""

from __future__ import annotations

from tests.trade.market import Shopper, Team


def test_a_guest_buys_and_pays(team: Team, shopper: Shopper) -> None:
    variant = team.product(1999)
    token = shopper.cart((variant, 2))
    ready = shopper.ready(token)

    assert ready["missing"] == []
    assert ready["totals"]["total"]["amount_minor"] == 3998
    placed = shopper.buy(token, expected_total_minor=3998)

    assert placed["payment"]["state"] == "captured"
    assert placed["order"]["payment_state"] == "paid"
    assert placed["order"]["total"]["amount"] == "39.98"
