from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.modules.contracts.taxes import SHIPPING_CLASS, RateTotal, TaxLine, TaxRequest, TaxScheme
from app.modules.taxes.services.store_taxes import ClassRule, OwnRate, StoreTaxes
from app.modules.taxes.services.tax_rules import tax_of
from tests.modules.taxes.factories import AT_HOME, basket

NET = replace(AT_HOME, are_prices_gross=False)
BOOKS = replace(
    AT_HOME, classes={"books": ClassRule("reduced", {"LU": "super_reduced", "IE": "zero"})}
)


class TestGrossPrices:
    def test_taxes_the_sum_of_a_rate_once_and_shares_it_out(self) -> None:
        answer = tax_of(AT_HOME, basket("LU", 999, 999, 999))

        # 2997 x 17 / 117 = 435.46; each line alone would give 145.15, three times 145 is 435.
        assert [line.tax_minor for line in answer.lines] == [145, 145, 145]
        assert [line.gross_minor for line in answer.lines] == [999, 999, 999]
        assert answer.rates == [RateTotal(Decimal(17), "LU", 2562, 435)]
        assert answer.scheme is TaxScheme.DOMESTIC
        assert answer.are_prices_gross
        assert answer.seller_vat_id == "LU26375245"

    def test_gives_the_cent_left_over_to_the_largest_remainder(self) -> None:
        answer = tax_of(AT_HOME, basket("LU", 10, 10, 10, 10))

        # 40 x 17 / 117 = 5.81: 6, where four lines alone would make 4.
        assert [line.tax_minor for line in answer.lines] == [2, 2, 1, 1]
        assert answer.rates[0].tax_minor == 6

    def test_keeps_the_price_and_takes_the_other_countrys_tax_from_it(self) -> None:
        answer = tax_of(AT_HOME, basket("DE", 11900))

        assert answer.scheme is TaxScheme.ONE_STOP
        assert answer.lines[0].gross_minor == 11900
        assert answer.rates == [RateTotal(Decimal(19), "DE", 10000, 1900)]

    @pytest.mark.parametrize(
        ("country", "vat_id", "scheme", "note"),
        [
            ("DE", "DE136695976", TaxScheme.REVERSE_CHARGE, "taxes-note-reverse-charge"),
            ("CH", None, TaxScheme.EXPORT, "taxes-note-export"),
        ],
    )
    def test_takes_the_home_tax_out_where_none_is_charged(
        self, country: str, vat_id: str | None, scheme: TaxScheme, note: str
    ) -> None:
        answer = tax_of(AT_HOME, basket(country, 11700, (10300, "super_reduced"), vat_id=vat_id))

        assert (answer.scheme, answer.note_key) == (scheme, note)
        assert [(line.net_minor, line.tax_minor) for line in answer.lines] == [
            (10000, 0),
            (10000, 0),
        ]
        assert answer.rates == [RateTotal(Decimal(0), country, 20000, 0)]
        assert answer.buyer_vat_id == vat_id


class TestNetPrices:
    def test_adds_the_tax_on_top(self) -> None:
        answer = tax_of(NET, basket("LU", 1000, 1003))

        # 2003 x 17 % = 340.51
        assert answer.rates == [RateTotal(Decimal(17), "LU", 2003, 341)]
        assert [line.tax_minor for line in answer.lines] == [170, 171]
        assert not answer.are_prices_gross

    def test_leaves_the_price_alone_where_none_is_charged(self) -> None:
        answer = tax_of(NET, basket("US", 1000))

        assert [(line.net_minor, line.tax_minor) for line in answer.lines] == [(1000, 0)]


class TestShipping:
    def test_is_taxed_like_the_goods_in_proportion(self) -> None:
        goods = (3000, (1000, "super_reduced"))

        answer = tax_of(NET, basket("LU", *goods, (400, SHIPPING_CLASS)))

        assert answer.rates == [
            RateTotal(Decimal(17), "LU", 3300, 561),
            RateTotal(Decimal(3), "LU", 1100, 33),
        ]
        shipping = answer.by_key["2"]
        assert (shipping.net_minor, shipping.tax_minor, shipping.rate) == (400, 54, None)

    def test_has_the_one_rate_of_its_goods(self) -> None:
        answer = tax_of(AT_HOME, basket("LU", (500, "reduced"), (108, SHIPPING_CLASS)))

        assert answer.by_key["1"].rate == Decimal(8)

    @pytest.mark.parametrize("goods", [[], [0], [(0, "reduced")]])
    def test_is_taxed_in_full_with_goods_that_cost_nothing(
        self, goods: list[int | tuple[int, str]]
    ) -> None:
        answer = tax_of(AT_HOME, basket("LU", *goods, (117, SHIPPING_CLASS)))

        assert answer.lines[-1].tax_minor == 17
        assert answer.lines[-1].rate == Decimal(17)

    def test_follows_a_class_of_its_own(self) -> None:
        store = replace(NET, classes={SHIPPING_CLASS: ClassRule("exempt")})

        answer = tax_of(store, basket("LU", 1000, (500, SHIPPING_CLASS)))

        assert answer.by_key["1"].tax_minor == 0
        assert answer.by_key["1"].rate == 0


class TestClasses:
    @pytest.mark.parametrize(
        ("country", "rate"), [("LU", "3"), ("DE", "7"), ("FR", "5.5"), ("IE", "0"), ("DK", "25")]
    )
    def test_have_their_category_in_each_country(self, country: str, rate: str) -> None:
        answer = tax_of(BOOKS, basket(country, (1000, "books")))

        assert answer.lines[0].rate == Decimal(rate)

    def test_are_standard_where_nobody_described_them(self) -> None:
        assert tax_of(AT_HOME, basket("LU", (1, "no-such"))).lines[0].rate == Decimal(17)

    def test_may_be_exempt(self) -> None:
        answer = tax_of(AT_HOME, basket("LU", (1000, "exempt"), 1170))

        assert [line.tax_minor for line in answer.lines] == [0, 170]


class TestOwnRates:
    STORE = StoreTaxes(
        "US",
        are_prices_gross=False,
        classes={"food": ClassRule("reduced")},
        own_rates=[
            OwnRate("US", "standard", Decimal("7.25"), date(2020, 1, 1), region="CA"),
            OwnRate("US", "standard", Decimal("8.625"), date(2020, 1, 1), None, "CA", "941"),
            OwnRate("US", "food", Decimal(0), date(2020, 1, 1), region="CA"),
            OwnRate("US", "standard", Decimal(4), date(2020, 1, 1), region="NY"),
            OwnRate("US", "standard", Decimal(5), date(2026, 1, 1), region="NY"),
            OwnRate("US", "standard", Decimal(1), date(2026, 3, 1), date(2026, 3, 2), "NY"),
        ],
    )

    @pytest.mark.parametrize(
        ("region", "code", "tax_class", "rate"),
        [
            ("US-CA", "90001", "standard", "7.25"),
            ("CA", "94103-1234", "standard", "8.625"),
            ("CA", "90001", "food", "0"),
            ("CA", "90001", "books", "7.25"),
            ("NY", "10001", "standard", "5"),
            ("NY", "10001", "food", "5"),
            ("OR", "97201", "standard", "0"),
        ],
    )
    def test_hold_where_they_are_most_precise(
        self, region: str, code: str, tax_class: str, rate: str
    ) -> None:
        request = basket("US", (10_000, tax_class), region=region, postal_code=code)

        assert tax_of(self.STORE, request).lines[0].rate == Decimal(rate)

    @pytest.mark.parametrize(
        ("day", "rate"),
        [("2019-12-31", "0"), ("2025-12-31", "4"), ("2026-03-02", "1"), ("2026-03-03", "5")],
    )
    def test_hold_from_their_first_to_their_last_day(self, day: str, rate: str) -> None:
        at = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)

        answer = tax_of(self.STORE, basket("US", 10_000, at=at, region="NY"))

        assert answer.lines[0].rate == Decimal(rate)

    def test_go_before_the_laws(self) -> None:
        store = replace(AT_HOME, own_rates=[OwnRate("DE", "reduced", Decimal(6), date(2026, 1, 1))])

        assert tax_of(store, basket("DE", (1, "reduced"))).lines[0].rate == Decimal(6)
        assert tax_of(store, basket("DE", 1)).lines[0].rate == Decimal(19)


class TestNorthernIreland:
    """One country with Great Britain: what is said of it holds there, unless more is said."""

    GREAT = OwnRate("GB", "standard", Decimal(19), date(2020, 1, 1), postal_prefix="BT1")
    NORTHERN = OwnRate("XI", "standard", Decimal(18), date(2020, 1, 1))

    @pytest.mark.parametrize("home", ["GB", "XI", "LU"])
    @pytest.mark.parametrize(
        ("by_country", "rate"), [({"GB": "zero"}, "0"), ({"GB": "zero", "XI": "reduced"}, "5")]
    )
    def test_has_the_categories_of_great_britain(
        self, home: str, by_country: dict[str, str], rate: str
    ) -> None:
        store = StoreTaxes(home, classes={"books": ClassRule("standard", by_country)})

        answer = tax_of(store, basket("GB", (1000, "books"), postal_code="BT1 5GS"))

        assert answer.lines[0].rate == Decimal(rate)
        assert answer.rates[0].country == "XI"

    @pytest.mark.parametrize(
        ("own_rates", "code", "rate"),
        [
            ([GREAT], "BT1 5GS", "19"),
            ([GREAT], "BT9 5AA", "20"),
            ([NORTHERN, GREAT], "BT1 5GS", "18"),
            ([NORTHERN], "SW1A 1AA", "20"),
        ],
    )
    def test_has_the_own_rates_of_great_britain(
        self, own_rates: list[OwnRate], code: str, rate: str
    ) -> None:
        answer = tax_of(StoreTaxes("XI", own_rates=own_rates), basket("GB", 1000, postal_code=code))

        assert answer.scheme is TaxScheme.DOMESTIC
        assert answer.lines[0].rate == Decimal(rate)

    def test_gets_the_british_number_of_a_seller_from_outside_the_union(self) -> None:
        store = StoreTaxes("US", vat_id="12-34", registrations={"GB": "GB980780684"})

        answer = tax_of(store, basket("GB", 1200, postal_code="BT1 5GS"))

        assert (answer.seller_vat_id, answer.lines[0].tax_minor) == ("GB980780684", 200)

    def test_gets_the_number_at_home_of_a_distance_seller(self) -> None:
        store = replace(AT_HOME, registrations={"GB": "GB980780684"})

        answer = tax_of(store, basket("GB", 1200, postal_code="BT1 5GS"))

        assert (answer.scheme, answer.seller_vat_id) == (TaxScheme.ONE_STOP, AT_HOME.vat_id)


class TestWhenNothingIsCharged:
    def test_a_small_business_says_so(self) -> None:
        answer = tax_of(replace(AT_HOME, is_small_business=True), basket("LU", 1170))

        assert answer.scheme is TaxScheme.NONE
        assert answer.note_key == "taxes-note-small-business"
        assert answer.lines[0].net_minor == 1170
        assert answer.rates == ()

    def test_an_empty_basket_has_no_tax(self) -> None:
        answer = tax_of(AT_HOME, basket("LU"))

        assert (answer.lines, answer.rates) == ([], [])


def test_rates_change_at_midnight_where_the_tax_is_due() -> None:
    before = datetime(2023, 12, 31, 22, 59, tzinfo=UTC)
    after = datetime(2023, 12, 31, 23, 1, tzinfo=UTC)

    rates = [tax_of(AT_HOME, basket("LU", 1, at=at)).lines[0].rate for at in (before, after)]

    assert rates == [Decimal(16), Decimal(17)]


def test_refuses_a_negative_amount() -> None:
    request = TaxRequest(
        "LU", "EUR", datetime(2026, 1, 1, tzinfo=UTC), [TaxLine("a", 5), TaxLine("b", -1)]
    )

    with pytest.raises(ValueError, match="not negative"):
        tax_of(AT_HOME, request)
