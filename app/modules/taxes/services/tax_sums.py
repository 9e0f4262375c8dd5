"""The one rounding rule of taxes: once for all that is taxed at one rate, then shared out.

The tax at a rate is reckoned on the sum of what is taxed at it and rounded half up, once. It is
then shared to the parts in proportion to their amounts, by largest remainder. So the parts add up
to the rates, the rates to the total, and an invoice shows tax that follows from its own sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from app.kernel.money import round_half_up, split_largest_remainder

# Far more digits than any amount times any rate has, so that nothing is rounded before its time.
_PRECISION = 60
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Part:
    """An amount in minor units that is taxed at one rate: a line, or the share of one."""

    line: int
    rate: Decimal
    amount_minor: int


def tax_within(gross_minor: int, rate: Decimal) -> int:
    """The tax in an amount that includes it: 11900 at 19 % -> 1900; 100 at 17 % -> 15."""
    with localcontext(prec=_PRECISION):
        return round_half_up(gross_minor * rate / (_HUNDRED + rate))


def tax_on_top(net_minor: int, rate: Decimal) -> int:
    """The tax on an amount without it: 10000 at 19 % -> 1900; 85 at 17 % -> 14."""
    with localcontext(prec=_PRECISION):
        return round_half_up(net_minor * rate / _HUNDRED)


def taxes_of(parts: Sequence[Part], *, are_gross: bool) -> list[int]:
    """The tax of each part, in the order given; parts of one rate are taxed together."""
    taxes = [0] * len(parts)
    places_by_rate: dict[Decimal, list[int]] = {}
    for place, part in enumerate(parts):
        places_by_rate.setdefault(part.rate, []).append(place)
    for rate, places in places_by_rate.items():
        amounts = [parts[place].amount_minor for place in places]
        total = sum(amounts)
        tax = tax_within(total, rate) if are_gross else tax_on_top(total, rate)
        for place, share in zip(places, split_largest_remainder(tax, amounts), strict=True):
            taxes[place] = share
    return taxes
