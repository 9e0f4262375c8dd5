from __future__ import annotations

from dataclasses import replace

import pytest

from app.modules.contracts.taxes import TaxScheme
from app.modules.taxes.services.store_taxes import DistanceSales, StoreTaxes
from app.modules.taxes.services.tax_place import Buyer, business_of, ruling
from app.modules.taxes.services.territories import territory_of
from tests.modules.taxes.factories import AT_HOME

SMALL = replace(AT_HOME, distance_sales=DistanceSales.BELOW_THRESHOLD)
IN_DE = replace(AT_HOME, registrations={"DE": "DE136695976"})
IN_CH = replace(AT_HOME, registrations={"CH": ""})
BRITISH = StoreTaxes("GB")
NORTHERN_IRISH = StoreTaxes("XI")
US_IN_GB = StoreTaxes("US", registrations={"GB": ""})
IN_GB = replace(AT_HOME, registrations={"GB": ""})


class TestRuling:
    @pytest.mark.parametrize(
        ("store", "country", "code", "vat_id", "scheme", "rates_of"),
        [
            (AT_HOME, "LU", None, None, TaxScheme.DOMESTIC, "LU"),
            (AT_HOME, "LU", None, "LU26375245", TaxScheme.DOMESTIC, "LU"),
            (AT_HOME, "LU", None, "DE136695976", TaxScheme.DOMESTIC, "LU"),
            (AT_HOME, "DE", None, None, TaxScheme.ONE_STOP, "DE"),
            (AT_HOME, "PT", "9000-001", None, TaxScheme.ONE_STOP, "PT-30"),
            (AT_HOME, "MC", None, None, TaxScheme.ONE_STOP, "FR"),
            (AT_HOME, "GB", "BT1 5GS", None, TaxScheme.ONE_STOP, "XI"),
            (SMALL, "DE", None, None, TaxScheme.DOMESTIC, "LU"),
            (SMALL, "CH", None, None, TaxScheme.EXPORT, None),
            (IN_DE, "DE", None, None, TaxScheme.DOMESTIC, "DE"),
            (IN_DE, "DE", "27498", None, TaxScheme.EXPORT, None),
            (IN_DE, "DE", None, "FR40303265045", TaxScheme.REVERSE_CHARGE, None),
            (AT_HOME, "DE", None, "DE136695976", TaxScheme.REVERSE_CHARGE, None),
            (AT_HOME, "DE", None, "FR40303265045", TaxScheme.REVERSE_CHARGE, None),
            (AT_HOME, "DE", None, "LU26375245", TaxScheme.DOMESTIC, "LU"),
            (AT_HOME, "DE", None, "DE136695977", TaxScheme.ONE_STOP, "DE"),
            (AT_HOME, "CH", None, "DE136695976", TaxScheme.EXPORT, None),
            (AT_HOME, "US", None, None, TaxScheme.EXPORT, None),
            (AT_HOME, "ES", "35001", None, TaxScheme.EXPORT, None),
            (AT_HOME, "GB", "SW1A 1AA", None, TaxScheme.EXPORT, None),
            (IN_CH, "CH", None, None, TaxScheme.DOMESTIC, "CH"),
            (IN_CH, "LI", None, None, TaxScheme.DOMESTIC, "CH"),
            (BRITISH, "GB", "BT1 5GS", None, TaxScheme.DOMESTIC, "XI"),
            (NORTHERN_IRISH, "GB", "BT1 5GS", None, TaxScheme.DOMESTIC, "XI"),
            (NORTHERN_IRISH, "GB", "SW1A 1AA", None, TaxScheme.DOMESTIC, "GB"),
            (NORTHERN_IRISH, "GB", "SW1A 1AA", "DE136695976", TaxScheme.DOMESTIC, "GB"),
            (NORTHERN_IRISH, "IM", "IM1 1AA", None, TaxScheme.DOMESTIC, "GB"),
            (NORTHERN_IRISH, "GB", "JE2 3AB", None, TaxScheme.EXPORT, None),
            (NORTHERN_IRISH, "IE", None, None, TaxScheme.ONE_STOP, "IE"),
            (NORTHERN_IRISH, "DE", None, "DE136695976", TaxScheme.REVERSE_CHARGE, None),
            (NORTHERN_IRISH, "US", None, None, TaxScheme.EXPORT, None),
            (AT_HOME, "GB", "BT1 5GS", "XI110305878", TaxScheme.REVERSE_CHARGE, None),
            (AT_HOME, "GB", "BT1 5GS", "GB110305878", TaxScheme.ONE_STOP, "XI"),
            (IN_GB, "GB", "SW1A 1AA", None, TaxScheme.DOMESTIC, "GB"),
            (IN_GB, "GB", "BT1 5GS", None, TaxScheme.ONE_STOP, "XI"),
            (US_IN_GB, "GB", "BT1 5GS", None, TaxScheme.DOMESTIC, "XI"),
            (US_IN_GB, "GB", "JE2 3AB", None, TaxScheme.EXPORT, None),
            (BRITISH, "DE", None, None, TaxScheme.EXPORT, None),
            (BRITISH, "DE", None, "DE136695976", TaxScheme.EXPORT, None),
            (StoreTaxes("ES"), "ES", "35001", None, TaxScheme.EXPORT, None),
            (StoreTaxes("FR"), "MC", None, None, TaxScheme.DOMESTIC, "FR"),
            (StoreTaxes("US"), "US", None, None, TaxScheme.DOMESTIC, "US"),
        ],
    )
    def test_names_scheme_and_rates(
        self,
        store: StoreTaxes,
        country: str,
        code: str | None,
        vat_id: str | None,
        scheme: TaxScheme,
        rates_of: str | None,
    ) -> None:
        found = ruling(store, territory_of(country, None, code), vat_id)

        assert found.scheme is scheme
        assert (found.rates_of.area if found.rates_of else None) == rates_of


class TestBusinessOf:
    @pytest.mark.parametrize(
        ("given", "country", "number"),
        [
            ("DE136695976", "DE", "DE136695976"),
            (" de 136 695 976 ", "DE", "DE136695976"),
            ("EL094259216", "GR", "EL094259216"),
            ("GR094259216", "GR", "EL094259216"),
            ("XI110305878", "XI", "XI110305878"),
            ("ATU13585627", "AT", "ATU13585627"),
        ],
    )
    def test_knows_a_right_number(self, given: str, country: str, number: str) -> None:
        found = business_of(given)

        assert found is not None
        assert found.country == country
        assert found.vat_id in {number, given.strip()}

    @pytest.mark.parametrize("given", [None, "", "DE136695977", "EU372000041"])
    def test_takes_nothing_else_for_one(self, given: str | None) -> None:
        assert business_of(given) is None

    def test_gives_a_plain_value(self) -> None:
        assert business_of("LU26375245") == Buyer("LU", "LU26375245")
