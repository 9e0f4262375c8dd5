"""A shopper is told whether the VAT number that they gave counts, and buys as a business."""

from __future__ import annotations

import pytest

from tests.trade.market import ADDRESS, Shopper, Team

BERLIN = {**ADDRESS, "city": "Berlin", "postal_code": "10115", "country": "DE"}


@pytest.mark.parametrize(
    ("vat_id", "address", "counts", "scheme"),
    [
        (None, BERLIN, None, "one_stop"),
        ("DE136695976", BERLIN, True, "reverse_charge"),
        ("DE136695977", BERLIN, False, "one_stop"),
        ("DE136695976", ADDRESS, False, "domestic"),
    ],
)
def test_whether_it_counts(
    team: Team,
    shopper: Shopper,
    vat_id: str | None,
    address: dict[str, str],
    counts: bool | None,
    scheme: str,
) -> None:
    team.put("/taxes/settings", {"home_country": "LU"}, if_match='"0"')
    token = shopper.cart((team.product(1190), 1))

    seen = shopper.ready(token, vat_id=vat_id, shipping_address=address)

    assert (seen["is_vat_id_counted"], seen["tax_scheme"]) == (counts, scheme)


@pytest.mark.parametrize("address", [ADDRESS, BERLIN])
def test_a_right_one_is_kept_with_the_order_also_where_it_changes_no_tax(
    team: Team, shopper: Shopper, address: dict[str, str]
) -> None:
    team.put("/taxes/settings", {"home_country": "LU"}, if_match='"0"')
    token = shopper.cart((team.product(1190), 1))
    shopper.ready(token, vat_id="de 136695976", shipping_address=address)

    order = shopper.buy(token)["order"]

    kept = team.get(f"/orders/{order['order_id']}")
    assert kept["vat_id"] == "DE136695976"
    path = f"/orders/{order['number']}/withdrawal?token={order['access_token']}"
    refused = shopper.post(path, {}, status=409, key="as-a-business-0001")
    assert refused["code"] == "orders.withdrawal_is_for_consumers"


def test_a_wrong_one_makes_no_business(team: Team, shopper: Shopper) -> None:
    team.put("/taxes/settings", {"home_country": "LU"}, if_match='"0"')
    token = shopper.cart((team.product(1190), 1))
    shopper.ready(token, vat_id="DE136695977")

    order = shopper.buy(token)["order"]

    assert team.get(f"/orders/{order['order_id']}")["vat_id"] is None


@pytest.mark.parametrize(("address", "number"), [(ADDRESS, "LU26375245"), (BERLIN, "DE136695976")])
def test_the_invoice_shows_the_number_of_the_store_where_the_tax_is_due(
    team: Team, shopper: Shopper, address: dict[str, str], number: str
) -> None:
    registered = {"vat_id": "LU26375245", "registrations": {"DE": "DE136695976"}}
    team.put("/taxes/settings", {"home_country": "LU", **registered}, if_match='"0"')
    token = shopper.cart((team.product(1190), 1))
    shopper.ready(token, shipping_address=address)

    order = shopper.buy(token)["order"]

    path, secret = f"/orders/{order['number']}", f"token={order['access_token']}"
    (invoice,) = shopper.get(f"{path}?{secret}")["invoices"]
    content = shopper.get(f"{path}/invoices/{invoice['id']}?{secret}")["content"]
    assert content["seller"]["vat_id"] == number
