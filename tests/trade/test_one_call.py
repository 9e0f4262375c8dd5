"""Everything can be said with the call that buys: a cart, and an order."""

from __future__ import annotations

from typing import Any

import pytest

from app.kernel.database.engine import Database
from tests.trade.jobs import do_jobs
from tests.trade.market import ADDRESS, Shopper, Team
from tests.trade.rush import wrongs

BERLIN = {**ADDRESS, "city": "Berlin", "postal_code": "10115", "country": "DE"}
ALL: dict[str, Any] = {
    "email": "lea@example.test",
    "shipping_address": ADDRESS,
    "shipping_code": "parcel",
    "payment_method": "test",
    "note": "Please ring twice",
}


@pytest.fixture
def mug(team: Team) -> int:
    team.put("/taxes/settings", {"home_country": "LU"}, if_match='"0"')
    zone = team.post("/shipping/zones", {"name": "Here", "places": [{"country": "LU"}]})["id"]
    rates = [{"zone_id": zone, "currency": "EUR", "price_minor": 500}]
    team.post("/shipping/methods", {"code": "parcel", "names": {"en": "Parcel"}, "rates": rates})
    return team.product(1170, stock=1)


def test_an_order_of_two_calls(team: Team, shopper: Shopper, mug: int, committed: Database) -> None:
    bought = shopper.buy(shopper.cart((mug, 1)), **ALL, expected_total_minor=1670)

    order = team.get(f"/orders/{bought['order']['order_id']}")
    assert bought["payment"]["captured"]["amount_minor"] == 1670
    assert (order["email"], order["note"]) == ("lea@example.test", "Please ring twice")
    assert order["shipping_address"]["line1"] == ADDRESS["line1"]
    assert order["total"]["amount_minor"] == 1670
    do_jobs(committed)
    assert wrongs(committed) == []


def test_what_was_said_before_stays_and_what_is_said_last_holds(
    team: Team, shopper: Shopper, mug: int
) -> None:
    token = shopper.cart((mug, 1))
    shopper.ready(token, email="early@example.test", note="Leave it at the door")

    bought = shopper.buy(token, email="late@example.test")

    order = team.get(f"/orders/{bought['order']['order_id']}")
    assert (order["email"], order["note"]) == ("late@example.test", "Leave it at the door")


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"shipping_code": "pigeon"}, 422, "checkout.not_offered"),
        ({"payment_method": "shells"}, 422, "checkout.not_offered"),
        ({"shipping_address": BERLIN}, 422, "checkout.not_complete"),
        ({"email": None}, 422, "checkout.not_complete"),
        ({"expected_total_minor": 1170}, 409, "checkout.total_changed"),
    ],
)
def test_a_refusal_keeps_nothing_of_the_call(
    shopper: Shopper, mug: int, change: dict[str, Any], status: int, code: str
) -> None:
    token = shopper.cart((mug, 1))

    refused = shopper.buy(token, **{**ALL, **change}, status=status)

    assert refused["code"] == code
    seen = shopper.get(f"/checkouts/{token}")
    assert (seen["email"], seen["shipping_address"], seen["note"]) == (None, None, "")
    assert shopper.buy(token, **ALL)["order"]["payment_state"] == "paid"


def test_the_same_key_with_another_address_is_refused(shopper: Shopper, mug: int) -> None:
    token, key = shopper.cart((mug, 1)), "one-call-0123456789abcdef"
    first = shopper.buy(token, key=key, **ALL)

    assert shopper.buy(token, key=key, **ALL) == first
    other = shopper.buy(token, key=key, status=422, **{**ALL, "shipping_address": BERLIN})
    assert other["code"] == "request.idempotency_key_used"
