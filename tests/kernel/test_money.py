from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.money import (
    CurrencyMismatch,
    Money,
    UnknownCurrency,
    minor_digits,
    round_half_up,
    split_largest_remainder,
    to_major,
    to_minor,
)

BIGINT = 2**63 - 1
amounts = st.integers(-BIGINT, BIGINT)
currencies = st.sampled_from(["EUR", "GBP", "JPY", "KWD", "CLF", "LBP"])
weights = st.lists(st.integers(0, BIGINT), min_size=1, max_size=50)


class TestMinorDigits:
    @pytest.mark.parametrize(
        ("currency", "digits"),
        [("EUR", 2), ("GBP", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("UYI", 0), ("BGN", 2)],
    )
    def test_follows_iso(self, currency: str, digits: int) -> None:
        assert minor_digits(currency) == digits

    @pytest.mark.parametrize(("currency", "digits"), [("LBP", 2), ("IQD", 3), ("IRR", 2)])
    def test_does_not_follow_cldr_where_they_differ(self, currency: str, digits: int) -> None:
        assert minor_digits(currency) == digits

    @pytest.mark.parametrize("currency", ["", "eur", "EURO", "XXX", "XAU"])
    def test_refuses_what_is_no_currency(self, currency: str) -> None:
        with pytest.raises(UnknownCurrency):
            minor_digits(currency)


class TestMoney:
    def test_adds_and_subtracts_one_currency(self) -> None:
        assert Money(1999, "EUR") + Money(1, "EUR") == Money(2000, "EUR")
        assert Money(1999, "EUR") - Money(2000, "EUR") == Money(-1, "EUR")
        assert -Money(5, "EUR") == Money(-5, "EUR")
        assert Money.zero("JPY") == Money(0, "JPY")

    def test_compares_one_currency(self) -> None:
        assert Money(1, "EUR") < Money(2, "EUR")
        assert Money(2, "EUR") >= Money(2, "EUR")
        assert Money(2, "EUR") != Money(2, "GBP")

    def test_refuses_two_currencies(self) -> None:
        with pytest.raises(CurrencyMismatch):
            Money(1, "EUR") + Money(1, "JPY")
        with pytest.raises(CurrencyMismatch):
            Money(1, "EUR") - Money(1, "JPY")
        with pytest.raises(CurrencyMismatch):
            assert Money(1, "EUR") < Money(1, "JPY")
        with pytest.raises(CurrencyMismatch):
            assert Money(1, "EUR") <= Money(1, "JPY")

    @pytest.mark.parametrize("other", [1, 1.0, None, Decimal(1)])
    def test_refuses_bare_numbers(self, other: object) -> None:
        with pytest.raises(TypeError):
            Money(1, "EUR") + other
        with pytest.raises(TypeError):
            Money(1, "EUR") - other
        with pytest.raises(TypeError):
            assert Money(1, "EUR") < other
        with pytest.raises(TypeError):
            assert Money(1, "EUR") <= other

    @pytest.mark.parametrize("amount", [1.5, True, Decimal(1), "1"])
    def test_is_whole_minor_units(self, amount: object) -> None:
        with pytest.raises(TypeError):
            Money(amount, "EUR")  # type: ignore[arg-type]

    def test_multiplies_exactly_or_by_a_rate(self) -> None:
        assert Money(333, "EUR") * 3 == Money(999, "EUR")
        assert 3 * Money(333, "EUR") == Money(999, "EUR")
        assert Money(250, "EUR") * Decimal("0.17") == Money(43, "EUR")

    @pytest.mark.parametrize("factor", [0.5, True, Money(1, "EUR")])
    def test_refuses_to_multiply_by_anything_else(self, factor: object) -> None:
        with pytest.raises(TypeError):
            Money(1, "EUR") * factor

    def test_comes_from_and_goes_to_major(self) -> None:
        assert Money.from_major(Decimal("0.125"), "EUR") == Money(13, "EUR")
        assert Money(1999, "EUR").major == Decimal("19.99")

    @given(amounts, amounts, currencies)
    def test_subtracting_undoes_adding(self, first: int, second: int, currency: str) -> None:
        total = Money(first, currency) + Money(second, currency)

        assert total - Money(second, currency) == Money(first, currency)

    @given(amounts, st.integers(-1000, 1000), currencies)
    def test_times_is_repeated_adding(self, amount: int, factor: int, currency: str) -> None:
        assert (Money(amount, currency) * factor).amount_minor == amount * factor


class TestMajorAndMinor:
    def test_writes_all_digits(self) -> None:
        assert str(to_major(1999, "EUR")) == "19.99"
        assert str(to_major(-5, "EUR")) == "-0.05"
        assert str(to_major(1999, "JPY")) == "1999"
        assert str(to_major(0, "KWD")) == "0.000"

    @given(amounts, currencies)
    def test_there_and_back(self, amount: int, currency: str) -> None:
        assert to_minor(to_major(amount, currency), currency) == amount


class TestRoundHalfUp:
    @pytest.mark.parametrize(
        ("amount", "rounded"),
        [("2.5", 3), ("-2.5", -3), ("2.4", 2), ("-2.4", -2), ("0.5", 1), ("1.5", 2), ("0", 0)],
    )
    def test_rounds_half_away_from_zero(self, amount: str, rounded: int) -> None:
        assert round_half_up(Decimal(amount)) == rounded

    @given(
        st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18)
    )
    def test_is_within_half_and_symmetric(self, amount: Decimal) -> None:
        rounded = round_half_up(amount)

        assert abs(Decimal(rounded) - amount) <= Decimal("0.5")
        assert round_half_up(-amount) == -rounded


class TestSplitLargestRemainder:
    @pytest.mark.parametrize(
        ("total", "parts", "shares"),
        [
            (100, [1, 1, 1], [34, 33, 33]),
            (-100, [1, 1, 1], [-34, -33, -33]),
            (5, [0, 0], [3, 2]),
            (7, [5, 0, 2], [5, 0, 2]),
            (0, [3, 4], [0, 0]),
        ],
    )
    def test_examples(self, total: int, parts: list[int], shares: list[int]) -> None:
        assert split_largest_remainder(total, parts) == shares

    @pytest.mark.parametrize("parts", [[], [1, -1]])
    def test_refuses_no_or_negative_weights(self, parts: list[int]) -> None:
        with pytest.raises(ValueError, match="weights"):
            split_largest_remainder(10, parts)

    @given(amounts, weights)
    def test_joining_the_shares_gives_the_total(self, total: int, parts: list[int]) -> None:
        assert sum(split_largest_remainder(total, parts)) == total

    @given(amounts, weights)
    def test_no_share_is_a_whole_unit_off(self, total: int, parts: list[int]) -> None:
        whole = sum(parts)

        shares = split_largest_remainder(total, parts)

        for share, part in zip(shares, parts, strict=True):
            if whole:
                assert abs(share * whole - total * part) < whole

    @given(amounts, weights)
    def test_no_weight_no_share(self, total: int, parts: list[int]) -> None:
        shares = split_largest_remainder(total, parts)

        if any(parts):
            assert all(share == 0 for share, part in zip(shares, parts, strict=True) if not part)
