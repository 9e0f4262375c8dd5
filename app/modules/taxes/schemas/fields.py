"""What the schemas of taxes have in common."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)


class DistanceSalesField(StrEnum):
    """How sales to consumers in other member states are taxed."""

    BELOW_THRESHOLD = "below_threshold"
    ONE_STOP = "one_stop"


class CategoryField(StrEnum):
    """A category of rates; a country that lacks one falls back to the next higher."""

    STANDARD = "standard"
    REDUCED = "reduced"
    SECOND_REDUCED = "second_reduced"
    SUPER_REDUCED = "super_reduced"
    PARKING = "parking"
    ZERO = "zero"
    EXEMPT = "exempt"


def _without_trailing_zeros(rate: Decimal) -> Decimal:
    return Decimal(f"{rate.normalize():f}")


VatId = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9 .\-]{0,32}$")]
Region = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^[A-Za-z0-9\-]{0,16}$"),
]
PostalCode = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^[A-Za-z0-9 \-]{0,16}$"),
]
Rate = Annotated[
    Decimal,
    Field(
        ge=0, le=100, max_digits=7, decimal_places=4, description="Per cent.", examples=["8.125"]
    ),
    AfterValidator(_without_trailing_zeros),
]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
