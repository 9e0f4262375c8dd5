"""What the schemas of shipping have in common."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from app.kernel.errors import Unfit
from app.kernel.http.schemas import Line, LongText
from app.kernel.i18n.countries import COUNTRIES

MOST_PLACES = 300
EVERYWHERE = "*"


def _place(value: str) -> str:
    if value != EVERYWHERE and value not in COUNTRIES:
        raise Unfit("error.unknown_country")
    return value


Locale = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
Names = Annotated[dict[Locale, Line], Field(min_length=1, max_length=20)]
Descriptions = Annotated[dict[Locale, LongText], Field(max_length=20)]
Region = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^[A-Za-z0-9\-]{1,16}$"),
]
PostalCode = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^[A-Za-z0-9 \-]{0,16}$"),
]
PostalPattern = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        to_upper=True,
        pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9 .\-]{0,38}[A-Za-z0-9*])?$",
    ),
]
PlaceCountry = Annotated[
    str,
    AfterValidator(_place),
    Field(json_schema_extra={"enum": [EVERYWHERE, *sorted(COUNTRIES)]}),
]
Grams = Annotated[int, Field(ge=0, le=100_000_000, description="Grams.")]
Days = Annotated[int, Field(ge=0, le=365, description="Working days after dispatch.")]
Position = Annotated[int, Field(ge=0, le=10_000)]


class BasisField(StrEnum):
    """What a price goes by: nothing, the weight, or the value of the goods after discounts."""

    FLAT = "flat"
    WEIGHT = "weight"
    VALUE = "value"
