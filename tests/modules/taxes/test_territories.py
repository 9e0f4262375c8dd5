from __future__ import annotations

import pytest

from app.modules.taxes.services.territories import territory_of


class TestTerritoryOf:
    @pytest.mark.parametrize(
        ("country", "region", "code", "area"),
        [
            ("LU", None, "L-1234", "LU"),
            ("MC", None, "98000", "FR"),
            ("FR", None, "98000", "FR"),
            ("IM", None, "IM1 1AA", "GB"),
            ("GB", None, "BT1 5GS", "XI"),
            ("GB", "GB-NIR", None, "XI"),
            ("GB", None, "SW1A 1AA", "GB"),
            ("LI", None, "9490", "CH"),
            ("EL", None, "10431", "GR"),
            ("AT", None, "6991", "AT-19"),
            ("AT", None, "6900", "AT"),
            ("PT", None, "9000-001", "PT-30"),
            ("PT", None, "9500-001", "PT-20"),
            ("PT", "PT-20", None, "PT-20"),
            ("PT", None, "1000-001", "PT"),
        ],
    )
    def test_finds_the_rates_that_hold(
        self, country: str, region: str | None, code: str | None, area: str
    ) -> None:
        found = territory_of(country, region, code)

        assert (found.area, found.is_outside) == (area, False)

    @pytest.mark.parametrize(
        ("country", "region", "code"),
        [
            ("ES", None, "35001"),
            ("ES", None, "38001"),
            ("ES", "ES-TF", None),
            ("ES", "cn", None),
            ("ES", None, "51001"),
            ("ES", None, "52001"),
            ("FI", None, "FI-22100"),
            ("DE", None, "78266"),
            ("DE", None, "D-27498"),
            ("IT", None, "23041"),
            ("IT", None, "22061"),
            ("GR", None, "630 86"),
            ("FR", None, "97400"),
            ("FR", "FR-974", None),
            ("GB", None, "JE2 3AB"),
        ],
    )
    def test_leaves_out_what_the_tax_does_not_reach(
        self, country: str, region: str | None, code: str | None
    ) -> None:
        found = territory_of(country, region, code)

        assert found.is_outside
        assert not found.is_in_union

    @pytest.mark.parametrize("country", ["AX", "GP", "RE", "JE", "SM", "US", "CH", "GB", "GL"])
    def test_counts_other_countries_as_outside_the_union(self, country: str) -> None:
        assert not territory_of(country).is_in_union

    @pytest.mark.parametrize("country", ["LU", "MC", "XI", "EL", "GR", "IE"])
    def test_counts_these_as_inside(self, country: str) -> None:
        assert territory_of(country).is_in_union
