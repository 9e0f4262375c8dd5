"""What is picked up is taxed at the point where it waits, whatever address the buyer gives."""

from __future__ import annotations

from typing import Any

import pytest

from tests.trade.market import ADDRESS, Shopper, Team

CALIFORNIA = {**ADDRESS, "city": "San Francisco", "country": "US", "region": "CA"}
BERLIN = {**ADDRESS, "city": "Berlin", "postal_code": "10115", "country": "DE"}
POINT = {"name": "Mill", "line1": "1, rue Haute", "city": "Luxembourg", "country": "LU"}


@pytest.fixture
def mug(team: Team) -> int:
    """A mug of a store in Luxembourg that delivers everywhere and has a point to pick up from."""
    team.put("/taxes/settings", {"home_country": "LU"}, if_match='"0"')
    zone = team.post("/shipping/zones", {"name": "World", "places": [{"country": "*"}]})["id"]
    way = {"names": {"en": "Way"}, "rates": [{"zone_id": zone, "currency": "EUR"}]}
    team.post("/shipping/methods", {**way, "code": "parcel"})
    point = {"kind": "pick_up", "pick_up_address": POINT, "rates": [{"currency": "EUR"}]}
    team.post("/shipping/methods", {**way, "code": "point", **point})
    return team.product(1170)


def taxed(seen: Any) -> tuple[str, list[tuple[str, str]], int, int]:
    """Scheme, countries with their rates, tax and total of a checkout."""
    totals = seen["totals"]
    rates = [(rate["country"], rate["rate"]) for rate in seen["tax_rates"]]
    amounts = totals["tax"]["amount_minor"], totals["total"]["amount_minor"]
    return seen["tax_scheme"], rates, *amounts


@pytest.mark.parametrize("address", [ADDRESS, BERLIN, CALIFORNIA])
@pytest.mark.parametrize("vat_id", [None, "DE136695976"])
def test_a_pick_up_is_a_sale_at_its_point(
    shopper: Shopper, mug: int, address: dict[str, str], vat_id: str | None
) -> None:
    said = {"shipping_address": address, "shipping_code": "point", "vat_id": vat_id}

    seen = shopper.ready(shopper.cart((mug, 1)), **said)

    assert taxed(seen) == ("domestic", [("LU", "17")], 170, 1170)


def test_a_delivery_is_taxed_where_it_goes(shopper: Shopper, mug: int) -> None:
    token = shopper.cart((mug, 1))

    abroad = shopper.ready(token, shipping_address=CALIFORNIA, shipping_code="parcel")
    collected = shopper.ready(token, shipping_address=CALIFORNIA, shipping_code="point")

    assert taxed(abroad)[0] == "export"
    assert taxed(collected)[0] == "domestic"
    assert shopper.buy(token)["order"]["total"]["amount_minor"] == 1170
