"""Amounts as Stripe counts them, which is not always as ISO 4217 does.

Source: docs.stripe.com/currencies, read in November 2026: "zero-decimal currencies", "three-decimal
currencies" (the last digit has to be 0) and "special cases" (ISK and UGX are sent with two digits).
"""

from __future__ import annotations

from app.kernel.money import UnknownCurrency, minor_digits

_DIGITS = {"MGA": 0, "ISK": 2, "UGX": 2}
_THREE = 3
MOST = 99_999_999


def to_stripe(amount_minor: int, currency: str) -> int | None:
    """What to send; None where Stripe cannot move this very amount.

    (1999, "EUR") -> 1999, (500, "JPY") -> 500, (5, "ISK") -> 500, (5120, "KWD") -> 5120, and
    (5124, "KWD") -> None, for that would have to be rounded.
    """
    try:
        ours = minor_digits(currency)
    except UnknownCurrency:
        return None
    shift = _DIGITS.get(currency, ours) - ours
    if shift < 0:
        amount, lost = divmod(amount_minor, 10**-shift)
    else:
        amount, lost = amount_minor * 10**shift, 0
    if ours >= _THREE and amount % 10:
        return None
    return None if lost or not 0 < amount <= MOST else amount


def from_stripe(amount: int, currency: str) -> int:
    """The same in minor units of ISO 4217; whole, for nothing else was ever sent."""
    ours = minor_digits(currency)
    shift = _DIGITS.get(currency, ours) - ours
    factor = int(10 ** abs(shift))
    return amount * factor if shift < 0 else amount // factor
