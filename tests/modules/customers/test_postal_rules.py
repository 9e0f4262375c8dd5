"""Addresses as their countries write them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.modules.contracts.orders import PostalAddress
from app.modules.contracts.postal_rules import (
    CODES,
    COUNTRIES,
    AddressFaults,
    bare_code,
    normal_address,
)

ANA = PostalAddress(name="Ana", line1="1, Main Street", city="Town", country="FR")


def written(country: str, code: str, region: str = "") -> PostalAddress:
    return replace(ANA, country=country, postal_code=code, region=region)


class TestPostalCodes:
    @pytest.mark.parametrize(
        ("country", "code", "kept"),
        [
            ("AT", "A-1010", "1010"),
            ("BE", "1000", "1000"),
            ("CA", "k1a0b1", "K1A 0B1"),
            ("CH", "CH-8001", "8001"),
            ("DE", "D-10115", "10115"),
            ("ES", "28013", "28013"),
            ("FR", " 75001 ", "75001"),
            ("GB", "sw1a1aa", "SW1A 1AA"),
            ("GB", "M1 1AE", "M1 1AE"),
            ("IE", "d02x285", "D02 X285"),
            ("IT", "00184", "00184"),
            ("LU", "l-1234", "1234"),
            ("NL", "1012ab", "1012 AB"),
            ("PL", "00950", "00-950"),
            ("PT", "1000 205", "1000-205"),
            ("PT", "pt-1000-205", "1000-205"),
            ("SE", "11120", "111 20"),
            ("US", "20500", "20500"),
            ("US", "205000003", "20500-0003"),
            ("HK", "", ""),
            ("BR", " 01310-100 ", "01310-100"),
        ],
    )
    def test_have_one_form(self, country: str, code: str, kept: str) -> None:
        region = {"US": "DC", "CA": "ON"}.get(country, "")

        address = normal_address(written(country, code, region))

        assert address.postal_code == kept
        assert normal_address(address) == address

    @pytest.mark.parametrize(
        ("country", "code"),
        [
            ("AT", "0123"),
            ("BE", "100"),
            ("CH", "80011"),
            ("DE", "1011"),
            ("DE", ""),
            ("ES", "53001"),
            ("FR", "99001"),
            ("GB", "SW1A"),
            ("IT", "0184"),
            ("LU", "12345"),
            ("NL", "1012"),
            ("NL", "1012 A1"),
            ("US", "2050"),
            ("DE", "１０１１５"),
            ("BR", "x" * 17),
        ],
    )
    def test_of_another_form_are_refused(self, country: str, code: str) -> None:
        with pytest.raises(AddressFaults) as refusal:
            normal_address(written(country, code, "DC" if country == "US" else ""))

        assert refusal.value.fields == ("postal_code",)


class TestBareCode:
    """Taxes and shipping compare by it, a store's beginnings of codes with whole ones."""

    @pytest.mark.parametrize(
        ("country", "code", "bare"),
        [
            ("LU", "l-1234", "1234"),
            ("LU", "LU1234", "1234"),
            ("LU", "L-1", "1"),
            ("AT", "DK-1234", "DK1234"),
            ("CZ", "CZ 110 00", "11000"),
            ("GB", "bt1 5gs", "BT15GS"),
            ("JE", "JE2 3AB", "JE23AB"),
            ("IM", "IM1 1AA", "IM11AA"),
            ("AR", "C1425", "C1425"),
            ("NL", "1234 ab", "1234AB"),
            ("NL", "NL-1234 AB", "1234AB"),
            ("PT", "1000-001", "1000001"),
            ("XX", "", ""),
        ],
    )
    def test_is_as_codes_are_compared(self, country: str, code: str, bare: str) -> None:
        assert bare_code(country, code) == bare


class TestAddresses:
    def test_name_every_field_at_fault(self) -> None:
        empty = PostalAddress(name=" ", line1="", city="", country="XX")

        with pytest.raises(AddressFaults) as refusal:
            normal_address(empty)

        assert refusal.value.fields == ("name", "line1", "city", "country")

    @pytest.mark.parametrize(
        ("country", "region", "kept"),
        [("US", "ca", "US-CA"), ("US", "US-CA", "US-CA"), ("FR", "", ""), ("IT", "RM", "IT-RM")],
    )
    def test_have_regions_of_the_standard(self, country: str, region: str, kept: str) -> None:
        code = {"US": "90001", "FR": "75001", "IT": "00184"}[country]

        assert normal_address(written(country, code, region)).region == kept

    @pytest.mark.parametrize(("country", "region"), [("US", ""), ("US", "California")])
    def test_need_the_state_where_mail_does(self, country: str, region: str) -> None:
        with pytest.raises(AddressFaults, match="region"):
            normal_address(written(country, "90001", region))

    def test_know_every_country_of_a_rule(self) -> None:
        assert len(COUNTRIES) == 249
        assert set(CODES) <= COUNTRIES

    @settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.sampled_from(sorted(COUNTRIES)), st.text(max_size=20), st.text(max_size=6))
    def test_are_stable_once_they_are_normal(self, country: str, code: str, region: str) -> None:
        try:
            once = normal_address(written(country, code, region))
        except AddressFaults:
            return
        assert normal_address(once) == once
