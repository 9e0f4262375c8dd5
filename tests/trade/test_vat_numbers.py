"""A shopper is told whether the VAT number that they gave counts."""

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
