from __future__ import annotations

import pytest

from app.modules.shipping.services.places import Address, Place, Zone, zone_of

ZONES = [
    Zone(1, [Place("*")]),
    Zone(2, [Place("LU"), Place("BE")]),
    Zone(3, [Place("LU", postal_codes=("1000-1999", "L-2*", "9999"))]),
    Zone(4, [Place("ES")]),
    Zone(5, [Place("ES", regions=("ES-CN",))]),
    Zone(6, [Place("ES", postal_codes=("35*", "38*"))]),
    Zone(7, [Place("ES", regions=("CN",), postal_codes=("35*",))]),
    Zone(8, [Place("BE")]),
    Zone(9, [Place("GB", postal_codes=("BT*", "IV1-IV9"))]),
]


class TestZoneOf:
    @pytest.mark.parametrize(
        ("address", "zone_id"),
        [
            (Address("JP"), 1),
            (Address("LU"), 2),
            (Address("LU", None, "3333"), 2),
            (Address("LU", None, "1000"), 3),
            (Address("LU", None, "L-1999"), 3),
            (Address("LU", None, "2000"), 3),
            (Address("LU", None, " 99 99 "), 3),
            (Address("LU", None, "99990"), 2),
            (Address("BE", None, "1000"), 2),
            (Address("ES", None, "28001"), 4),
            (Address("ES", "cn", "28001"), 5),
            (Address("ES", None, "35001"), 6),
            (Address("ES", "ES-CN", "35001"), 7),
            (Address("GB", None, "BT1 5GS"), 9),
            (Address("GB", None, "IV3 5AB"), 9),
            (Address("GB", None, "SW1A 1AA"), 1),
        ],
    )
    def test_is_the_most_precise(self, address: Address, zone_id: int) -> None:
        found = zone_of(ZONES, address)

        assert found is not None
        assert found.zone_id == zone_id

    @pytest.mark.parametrize("zones", [[], [Zone(1, [])], ZONES[1:]])
    def test_is_none_where_nobody_delivers(self, zones: list[Zone]) -> None:
        assert zone_of(zones, Address("JP")) is None
