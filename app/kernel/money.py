"""Money as whole minor units of an ISO 4217 currency; the only place that knows their exponents.

The exponents are those of ISO 4217, table A.1 (kept by SIX), not CLDR's: CLDR says how many digits
people write (LBP, IRR and IQD: none), ISO how many digits money has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Self

_WITHOUT_MINOR_UNIT = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_TWO_DIGITS = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF
    CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR
    PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP
    TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
"""
_THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND"
_FOUR_DIGITS = "CLF UYW"
# Withdrawn in recent years, still found in orders of earlier ones.
_WITHDRAWN_TWO_DIGITS = "ANG BGN CUC HRK SLL ZWL"

_MINOR_DIGITS: dict[str, int] = {
    code: digits
    for digits, codes in (
        (0, _WITHOUT_MINOR_UNIT),
        (2, _TWO_DIGITS + _WITHDRAWN_TWO_DIGITS),
        (3, _THREE_DIGITS),
        (4, _FOUR_DIGITS),
    )
    for code in codes.split()
}

# Enough for the sum of every amount that fits a bigint, times a rate.
_PRECISION = 60


class UnknownCurrency(ValueError):
    """The code is not one of ISO 4217's currencies with a minor unit."""


class CurrencyMismatch(ValueError):
    """Two currencies met in one sum; amounts are never added across currencies."""


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in minor units of its currency: `Money(1999, "EUR")` is 19.99 euro."""

    amount_minor: int
    currency: str

    def __post_init__(self) -> None:
        # bool is an int, and True would be one cent.
        if type(self.amount_minor) is not int:
            raise TypeError("an amount is a whole number of minor units")
        minor_digits(self.currency)

    @classmethod
    def zero(cls, currency: str) -> Self:
        return cls(0, currency)

    @classmethod
    def from_major(cls, amount: Decimal, currency: str) -> Self:
        """Nearest minor unit of a decimal amount, half away from zero: 0.125 EUR -> 13 cents."""
        return cls(to_minor(amount, currency), currency)

    @property
    def major(self) -> Decimal:
        return to_major(self.amount_minor, self.currency)

    def __add__(self, other: object) -> Self:
        if not isinstance(other, Money):
            return NotImplemented
        return type(self)(self.amount_minor + self._same_currency(other), self.currency)

    def __sub__(self, other: object) -> Self:
        if not isinstance(other, Money):
            return NotImplemented
        return type(self)(self.amount_minor - self._same_currency(other), self.currency)

    def __mul__(self, factor: object) -> Self:
        """Times a whole number exactly, or a Decimal rounded half away from zero."""
        if isinstance(factor, bool) or not isinstance(factor, int | Decimal):
            return NotImplemented
        with localcontext(prec=_PRECISION):
            product = self.amount_minor * Decimal(factor)
        return type(self)(round_half_up(product), self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> Self:
        return type(self)(-self.amount_minor, self.currency)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount_minor < self._same_currency(other)

    def __le__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount_minor <= self._same_currency(other)

    def _same_currency(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} with {other.currency}")
        return other.amount_minor


def minor_digits(currency: str) -> int:
    """Digits after the decimal sign: EUR 2, JPY 0, KWD 3. Raises UnknownCurrency."""
    try:
        return _MINOR_DIGITS[currency]
    except KeyError:
        raise UnknownCurrency(currency) from None


def to_major(amount_minor: int, currency: str) -> Decimal:
    """The exact decimal amount: (1999, "EUR") -> Decimal("19.99")."""
    sign = 1 if amount_minor < 0 else 0
    digits = tuple(int(digit) for digit in str(abs(amount_minor)))
    return Decimal((sign, digits, -minor_digits(currency)))


def to_minor(amount: Decimal, currency: str) -> int:
    """The nearest whole minor unit, half away from zero: (Decimal("19.995"), "EUR") -> 2000."""
    with localcontext(prec=_PRECISION):
        return round_half_up(amount.scaleb(minor_digits(currency)))


def round_half_up(amount: Decimal) -> int:
    """Nearest whole number, half away from zero: 2.5 -> 3, -2.5 -> -3, 2.4 -> 2."""
    with localcontext(prec=_PRECISION):
        return int(amount.to_integral_value(rounding=ROUND_HALF_UP))


def split_largest_remainder(total_minor: int, weights: Sequence[int]) -> list[int]:
    """Share an amount in proportion to whole, non-negative weights without losing a cent.

    Each share is rounded towards zero, then the units left over go to the largest remainders, the
    earlier one first when equal: (100, [1, 1, 1]) -> [34, 33, 33], and -100 the same with minus
    signs. All weights zero: shared equally. Raises ValueError for no weights or a negative one.
    """
    if not weights or min(weights) < 0:
        raise ValueError("weights must be given and not negative")
    parts = list(weights) if any(weights) else [1] * len(weights)
    whole, sign = sum(parts), -1 if total_minor < 0 else 1
    divided = [divmod(abs(total_minor) * part, whole) for part in parts]
    shares = [share for share, _ in divided]
    left_over = abs(total_minor) - sum(shares)
    by_remainder = sorted(range(len(parts)), key=lambda index: (-divided[index][1], index))
    for index in by_remainder[:left_over]:
        shares[index] += 1
    return [sign * share for share in shares]
