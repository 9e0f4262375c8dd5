from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.modules.taxes.services.territories import UNION
from app.modules.taxes.services.vat_rates import (
    FALLBACKS,
    Category,
    day_in,
    legal_rate,
    legal_rates,
    read_rates,
)

TODAY = date(2026, 11, 26)
STANDARD_RATES = (
    "AT 20 BE 21 BG 20 CY 19 CZ 21 DE 19 DK 25 EE 24 ES 21 FI 25.5 FR 20 GR 24 HR 25 HU 27 IE 23 "
    "IT 22 LT 21 LU 17 LV 21 MT 18 NL 21 PL 23 PT 23 RO 21 SE 25 SI 22 SK 23 XI 20 GB 20 CH 8.1 "
    "NO 25"
)


class TestTheFile:
    def test_has_the_standard_rate_of_every_country(self) -> None:
        words = STANDARD_RATES.split()
        expected = dict(zip(words[::2], map(Decimal, words[1::2]), strict=True))

        found = {area: legal_rate(area, "standard", TODAY) for area in expected}

        assert found == expected
        assert set(expected) >= UNION

    def test_never_leaves_a_country_without_a_standard_rate(self) -> None:
        areas = {rate.area for rate in legal_rates()}
        days = {rate.valid_from for rate in legal_rates()} | {
            rate.valid_to for rate in legal_rates()
        }

        missing = [
            (area, day)
            for area in areas
            for day in days
            if legal_rate(area, "standard", day) is None
        ]

        assert missing == []

    @pytest.mark.parametrize(
        ("area", "category", "day", "rate"),
        [
            ("LU", "standard", "2022-12-31", "17"),
            ("LU", "standard", "2023-01-01", "16"),
            ("LU", "parking", "2023-06-01", "13"),
            ("LU", "reduced", "2023-12-31", "7"),
            ("LU", "standard", "2024-01-01", "17"),
            ("LU", "reduced", "2024-01-01", "8"),
            ("LU", "super_reduced", "2023-06-01", "3"),
            ("DE", "standard", "2020-06-30", "19"),
            ("DE", "standard", "2020-07-01", "16"),
            ("DE", "reduced", "2020-12-31", "5"),
            ("DE", "standard", "2021-01-01", "19"),
            ("EE", "standard", "2023-12-31", "20"),
            ("EE", "standard", "2024-01-01", "22"),
            ("EE", "standard", "2025-06-30", "22"),
            ("EE", "standard", "2025-07-01", "24"),
            ("SK", "standard", "2024-12-31", "20"),
            ("SK", "reduced", "2025-01-01", "19"),
            ("SK", "second_reduced", "2025-01-01", "5"),
            ("FI", "standard", "2024-08-31", "24"),
            ("FI", "standard", "2024-09-01", "25.5"),
            ("RO", "standard", "2025-07-31", "19"),
            ("RO", "reduced", "2025-08-01", "11"),
            ("CZ", "reduced", "2024-01-01", "12"),
            ("AT", "super_reduced", "2026-07-01", "4.9"),
            ("CY", "super_reduced", "2023-07-21", "3"),
            ("FI", "reduced", "2025-12-31", "14"),
            ("FI", "reduced", "2026-01-01", "13.5"),
            ("LT", "reduced", "2026-01-01", "12"),
            ("PT-30", "reduced", "2024-10-01", "4"),
            ("CH", "standard", "2023-12-31", "7.7"),
            ("CH", "standard", "2024-01-01", "8.1"),
            ("PT-20", "standard", "2026-01-01", "16"),
            ("AT-19", "standard", "2026-01-01", "19"),
        ],
    )
    def test_knows_when_rates_changed(self, area: str, category: str, day: str, rate: str) -> None:
        assert legal_rate(area, category, date.fromisoformat(day)) == Decimal(rate)

    def test_has_no_rate_of_what_a_country_does_not_know(self) -> None:
        assert legal_rate("DK", "reduced", TODAY) is None
        assert legal_rate("US", "standard", TODAY) is None
        assert legal_rate("RO", "second_reduced", TODAY) is None

    def test_lists_what_holds_on_a_day(self) -> None:
        found = {rate.category: rate.rate for rate in legal_rates("LU", TODAY)}

        assert found == {
            "standard": Decimal(17),
            "parking": Decimal(14),
            "reduced": Decimal(8),
            "super_reduced": Decimal(3),
        }

    def test_knows_how_every_category_falls_back(self) -> None:
        assert set(FALLBACKS) == set(Category)

    @pytest.mark.parametrize(
        "text",
        [
            "LU standard 17 -",
            "LU luxury 17 - -",
            "LU standard 17 2023-02-30 -",
            "LU standard 17 - 2023-12-31\nLU standard 16 2023-12-31 -",
        ],
    )
    def test_refuses_a_broken_file(self, text: str) -> None:
        with pytest.raises(ValueError, match=r".+"):
            read_rates(text)


class TestDayIn:
    @pytest.mark.parametrize(
        ("country", "day"), [("EE", "2025-07-01"), ("LU", "2025-06-30"), ("IE", "2025-06-30")]
    )
    def test_is_the_day_of_the_country(self, country: str, day: str) -> None:
        moment = datetime(2025, 6, 30, 21, 30, tzinfo=UTC)

        assert day_in(country, moment) == date.fromisoformat(day)
