"""Prices and numbers as people write them into product files."""

from __future__ import annotations

import pytest

from app.modules.marketplace.formats.file_format import RowRefused
from app.modules.marketplace.formats.product_values import check_price, minor, whole


@pytest.mark.parametrize(
    ("value", "currency", "amount_minor"),
    [
        ("12", "EUR", 1200),
        ("12.5", "EUR", 1250),
        ("12,50", "EUR", 1250),
        ("8.403", "EUR", 840),
        ("0,125", "EUR", 13),
        (".5", "EUR", 50),
        ("19.989999999999998", "EUR", 1999),
        ("1,299.00", "EUR", 129900),
        ("1.299,00", "EUR", 129900),
        ("1 299,00 \u20ac", "EUR", 129900),
        ("1\u202f299,00\u00a0\u20ac", "EUR", 129900),
        ("CHF 1\u2019299.50", "CHF", 129950),
        ("$1,234,567.89", "USD", 123456789),
        ("EUR 5", "EUR", 500),
        ("1,299", "KWD", 1299),
        ("1,299.500", "KWD", 1299500),
        ("\u00a51,299,000", "JPY", 1299000),
        ("12,999", "JPY", 12999),
    ],
)
def test_a_price_is_read_as_it_is_meant(value: str, currency: str, amount_minor: int) -> None:
    check_price("Price", value, currency)

    assert minor(value, currency) == amount_minor


@pytest.mark.parametrize(
    ("value", "currency", "reason"),
    [
        ("1,299", "EUR", "Price may have decimals or thousands: '1,299'"),
        ("$12.50", "EUR", "Price is no amount in EUR: '$12.50'"),
        ("12.50 USD", "EUR", "Price is no amount in EUR: '12.50 USD'"),
        ("1.299.50", "EUR", "Price is no amount in EUR: '1.299.50'"),
        ("1,29,900", "EUR", "Price is no amount in EUR: '1,29,900'"),
        ("-5", "EUR", "Price is no amount in EUR: '-5'"),
        ("\u20ac", "EUR", "Price is no amount in EUR: '\u20ac'"),
        ("9" * 11, "EUR", f"Price is no amount in EUR: '{'9' * 11}'"),
    ],
)
def test_what_is_no_price_or_may_be_two_says_so(value: str, currency: str, reason: str) -> None:
    with pytest.raises(RowRefused) as refusal:
        check_price("Price", value, currency)

    assert (refusal.value.reason, minor(value, currency)) == (reason, None)


@pytest.mark.parametrize(
    ("value", "units"),
    [("7", 7), ("-3", -3), ("5.0", 5), ("5,000000", 5), ("1,000", None), ("1.000", None)],
)
def test_a_thousand_is_not_taken_for_one_unit(value: str, units: int | None) -> None:
    assert whole(value) == units
