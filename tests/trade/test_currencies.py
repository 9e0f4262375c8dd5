"""Buying in another currency than the store's own: without decimals, and with three."""

from __future__ import annotations

from typing import Any

import pytest

from app.kernel.database.engine import Database
from tests.races import differences
from tests.trade.jobs import do_jobs
from tests.trade.market import Shopper, Team, euro
from tests.trade.rush import wrongs


def cart_in(shopper: Shopper, currency: str, variant: int, quantity: int = 1) -> str:
    """A cart in that currency; its token."""
    lines = [{"variant_id": variant, "quantity": quantity}]
    token: str = shopper.post("/carts", {"lines": lines, "currency": currency})["token"]
    return token


def priced(price: int, currency: str, amount: int) -> list[dict[str, Any]]:
    return [euro(price), {"currency": currency, "amount_minor": amount}]


@pytest.mark.parametrize(
    ("currency", "price", "total", "of_one"),
    [("JPY", 1605, "3210", "1605"), ("KWD", 3001, "6.002", "3.001")],
)
def test_an_order_is_paid_and_refunded_in_the_currency_of_its_cart(
    team: Team,
    shopper: Shopper,
    committed: Database,
    currency: str,
    price: int,
    total: str,
    of_one: str,
) -> None:
    team.put("/taxes/settings", {"home_country": "LU"}, if_match='"0"')
    variant = team.product(prices=priced(1000, currency, price), stock=9)
    token = cart_in(shopper, currency, variant, 2)
    seen = shopper.ready(token)

    placed = shopper.buy(token, expected_total_minor=2 * price)["order"]
    order = f"/orders/{placed['order_id']}"
    line = team.get(order)["lines"][0]["id"]
    team.post(f"{order}/refunds", {"lines": [{"line_id": line, "quantity": 1}]})
    do_jobs(committed)

    assert (seen["currency"], seen["totals"]["total"]["amount"]) == (currency, total)
    after = team.get(order)
    assert (after["paid"]["amount"], after["refunded"]["amount"]) == (total, of_one)
    stats = team.get("/dashboard/stats?period=all")["metrics"]["orders"]
    units = {one["unit"] for one in stats if one["key"] == "orders.total_revenue"}
    assert currency in units
    assert differences(committed) == []
    assert wrongs(committed) == []


def test_what_has_no_price_in_it_cannot_be_bought(team: Team, shopper: Shopper) -> None:
    lines = [{"variant_id": team.product()}]

    refused = shopper.post("/carts", {"lines": lines, "currency": "JPY"}, status=422)
    unknown = shopper.post("/carts", {"lines": lines, "currency": "XXQ"}, status=422)

    assert refused["code"] == "cart.not_for_sale"
    assert unknown["errors"][0]["code"] == "error.unknown_currency"


def test_without_a_word_it_is_the_stores_own(team: Team, shopper: Shopper) -> None:
    variant = team.product(prices=priced(1000, "JPY", 1600))

    assert shopper.get(f"/carts/{shopper.cart((variant, 1))}")["currency"] == "EUR"


def test_ways_of_delivery_without_a_price_in_it_are_not_offered(
    team: Team, shopper: Shopper
) -> None:
    zone = team.post("/shipping/zones", {"name": "World", "places": [{"country": "*"}]})["id"]
    rate = {"zone_id": zone, "price_minor": 500}
    ways = {"parcel": ("EUR",), "express": ("EUR", "JPY")}
    for code, currencies in ways.items():
        rates = [{**rate, "currency": currency} for currency in currencies]
        team.post("/shipping/methods", {"code": code, "names": {"en": code}, "rates": rates})
    variant = team.product(prices=priced(1000, "JPY", 1600))

    seen = shopper.ready(cart_in(shopper, "JPY", variant))

    assert [offer["code"] for offer in seen["shipping_offers"]] == ["express"]
    assert seen["totals"]["total"]["amount"] == "2100"
