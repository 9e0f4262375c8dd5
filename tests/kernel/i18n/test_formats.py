from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from app.kernel.clock import freeze
from app.kernel.i18n import formats
from app.kernel.i18n.catalog import KERNEL_LOCALE_FOLDERS, Catalog

NIGHT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
LUXEMBOURG = "Europe/Luxembourg"
LANGUAGES = ("en", "fr", "de", "lb")


def plain(text: str) -> str:
    """CLDR moves between kinds of no-break space from version to version."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog(KERNEL_LOCALE_FOLDERS, strict=True)


class TestNumber:
    def test_follows_the_territory(self) -> None:
        answers = [formats.number(1234567.5, locale) for locale in LANGUAGES]

        assert answers == ["1,234,567.5", "1.234.567,5", "1.234.567,5", "1.234.567,5"]

    def test_fixes_the_decimals(self) -> None:
        assert formats.number(2, "en", 2) == "2.00"
        assert formats.number(Decimal("0.125"), "en", 2) == "0.13"

    def test_never_writes_minus_zero(self) -> None:
        assert formats.number(Decimal("-0.0004"), "en") == "0"


class TestMoney:
    def test_follows_language_and_territory(self) -> None:
        answers = [formats.money(Decimal("1234567.5"), "EUR", locale) for locale in LANGUAGES]

        assert answers == ["€1,234,567.50"] + ["1.234.567,50\u00a0€"] * 3

    def test_has_the_digits_of_the_currency(self) -> None:
        assert formats.money(Decimal("3.5"), "GBP", "en") == "£3.50"
        assert plain(formats.money(1234, "JPY", "de")) == "1.234 ¥"
        assert plain(formats.money(Decimal("1.2345"), "KWD", "en")) == "KWD 1.235"
        assert plain(formats.money(Decimal("1.50"), "LBP", "en")) == "LBP 1.50"

    def test_rounds_half_away_from_zero(self) -> None:
        assert formats.money(Decimal("0.125"), "EUR", "en") == "€0.13"
        assert formats.money(Decimal("-0.125"), "EUR", "en") == "-€0.13"
        assert formats.money(Decimal("-0.001"), "EUR", "en") == "€0.00"

    def test_parts_make_up_the_whole(self) -> None:
        assert formats.money_parts(Decimal("1234.5"), "GBP", "en") == ("£1,234", ".50")
        assert formats.money_parts(Decimal("1234.5"), "EUR", "fr") == ("1.234", ",50\u00a0€")
        assert formats.money_parts(1234, "JPY", "en") == ("JP¥1,234", "")


class TestCompact:
    @pytest.mark.parametrize(
        ("value", "locale", "text"),
        [
            (999, "en", "999"),
            (999.96, "en", "1K"),
            (12345, "en", "12.3K"),
            (12345, "fr", "12,3 k"),
            (12345, "de", "12.345"),
            (1_500_000, "de", "1,5 Mio."),
            (12345, "lb", "12,3 Dsd."),
            (-12345, "en", "-12.3K"),
            (0.25, "en", "0.3"),
        ],
    )
    def test_shortens(self, value: float, locale: str, text: str) -> None:
        assert plain(formats.compact(value, locale)) == text


class TestPercentAndPoints:
    def test_value_is_per_cent_already(self) -> None:
        assert formats.percent(12.4, "en") == "12.4%"
        assert formats.percent(Decimal(12), "de") == "12\u00a0%"
        assert formats.percent(-0.04, "en") == "0%"
        assert formats.percent(12.45, "fr", 2) == "12,45\u00a0%"

    def test_points_follow_the_plural_rules(self, catalog: Catalog) -> None:
        answers = [formats.points(0.6, locale, catalog) for locale in LANGUAGES]

        assert answers == ["0.6 points", "0,6 point", "0,6 Punkte", "0,6 Punkten"]
        assert formats.points(-1, "en", catalog) == "-1 point"


class TestDates:
    def test_day_in_the_zone(self) -> None:
        answers = [formats.date(NIGHT, locale, LUXEMBOURG) for locale in LANGUAGES]

        assert answers == ["23 Nov 2026", "23 nov. 2026", "23.11.2026", "23. Nov. 2026"]
        assert formats.date(NIGHT, "en") == "22 Nov 2026"

    def test_a_date_has_no_zone(self) -> None:
        assert formats.date(date(2026, 11, 22), "en", "Pacific/Auckland") == "22 Nov 2026"

    def test_with_weekday(self) -> None:
        answers = [formats.weekday_date(NIGHT, locale, LUXEMBOURG) for locale in LANGUAGES]

        assert answers == [
            "Mon, 23 Nov 2026",
            "lun. 23 nov. 2026",
            "Mo., 23. Nov. 2026",
            "Méi., 23. Nov. 2026",
        ]

    def test_moment_in_the_zone(self) -> None:
        answers = [formats.datetime(NIGHT, locale, LUXEMBOURG) for locale in LANGUAGES]

        assert answers == [
            "23 Nov 2026, 00:30",
            "23 nov. 2026, 00:30",
            "23.11.2026, 00:30",
            "23. Nov. 2026 00:30",
        ]

    def test_refuses_a_naive_moment(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            formats.datetime(NIGHT.replace(tzinfo=None), "en")


class TestTimeAgo:
    @pytest.mark.parametrize(
        ("locale", "text"),
        [
            ("en", "3 hours ago"),
            ("fr", "il y a 3 heures"),
            ("de", "vor 3 Stunden"),
            ("lb", "virun 3 Stonnen"),
        ],
    )
    def test_past(self, locale: str, text: str) -> None:
        with freeze(NIGHT):
            assert plain(formats.time_ago(NIGHT - timedelta(hours=3), locale)) == text

    def test_future(self) -> None:
        with freeze(NIGHT):
            assert formats.time_ago(NIGHT + timedelta(days=2), "en") == "in 2 days"

    @pytest.mark.parametrize(
        ("minutes", "text"),
        [
            (1, "virun 1 Minutt"),
            (4, "viru 4 Minutten"),
            (8, "virun 8 Minutten"),
            (10, "virun 10 Minutten"),
            (14, "viru 14 Minutten"),
            (20, "virun 20 Minutten"),
            (25, "viru 25 Minutten"),
            (40, "viru 40 Minutten"),
        ],
    )
    def test_luxembourgish_n_follows_the_spoken_number(self, minutes: int, text: str) -> None:
        with freeze(NIGHT):
            assert formats.time_ago(NIGHT - timedelta(minutes=minutes), "lb") == text

    def test_luxembourgish_n_before_hundreds(self) -> None:
        with freeze(NIGHT):
            text = formats.time_ago(NIGHT - timedelta(days=365 * 450), "lb")

        assert text == "viru 450 Joer"


class TestByteSize:
    @pytest.mark.parametrize(
        ("size", "text"),
        [(0, "0 byte"), (999, "999 byte"), (1_500_000, "1.5 MB"), (2 * 10**15, "2,000 TB")],
    )
    def test_counts_in_thousands(self, size: int, text: str) -> None:
        assert plain(formats.byte_size(size, "en")) == text

    def test_follows_the_language(self) -> None:
        assert plain(formats.byte_size(1_500_000, "fr")) == "1,5 Mo"


class TestPartsOfTheCalendar:
    """Months, narrow days and ranges, as each language writes them."""

    def test_are_written_from_cldr(self) -> None:
        monday, sunday = date(2026, 8, 3), date(2026, 8, 9)

        ranges = [plain(formats.day_range(monday, sunday, locale)) for locale in LANGUAGES]
        assert ranges == ["3–9 Aug 2026", "3–9 août 2026", "3.–9. Aug. 2026", "3.–9. Aug. 2026"]
        assert [formats.month(monday, locale) for locale in ("en", "fr")] == [
            "August 2026",
            "août 2026",
        ]
        assert [plain(formats.short_day(monday, x)) for x in ("en", "lb")] == ["3 Aug", "3. Aug."]
        assert formats.short_month(monday, "en") == "Aug 2026"
