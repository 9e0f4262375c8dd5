"""Before it is known where the goods go, tax is told as if they stayed at home."""

from __future__ import annotations

from typing import Any

import pytest

from tests.trade.market import ADDRESS, Shopper, Team

BERLIN = {**ADDRESS, "city": "Berlin", "postal_code": "10115", "country": "DE"}


def told(seen: Any) -> tuple[bool, str, int, int, int]:
    net, tax, total = (seen["totals"][name]["amount_minor"] for name in ("net", "tax", "total"))
    return seen["is_tax_estimated"], seen["tax_scheme"], net, tax, total


@pytest.mark.parametrize(
    ("include_tax", "at_home", "abroad"),
    [
        (True, (1000, 170, 1170), (983, 187, 1170)),
        (False, (1170, 199, 1369), (1170, 222, 1392)),
    ],
)
def test_tax_of_the_home_country_until_an_address_is_said(
    team: Team,
    shopper: Shopper,
    include_tax: bool,
    at_home: tuple[int, int, int],
    abroad: tuple[int, int, int],
) -> None:
    settings = {"home_country": "LU", "prices_include_tax": include_tax}
    team.put("/taxes/settings", settings, if_match='"0"')
    token = shopper.cart((team.product(1170), 1))

    assert told(shopper.get(f"/checkouts/{token}")) == (True, "domestic", *at_home)
    assert told(shopper.ready(token, shipping_address=BERLIN)) == (False, "one_stop", *abroad)


def test_without_tax_settings_there_is_nothing_to_estimate(team: Team, shopper: Shopper) -> None:
    token = shopper.cart((team.product(1170), 1))

    assert told(shopper.get(f"/checkouts/{token}")) == (False, "none", 1170, 0, 1170)
