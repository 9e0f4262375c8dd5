"""Zones over HTTP."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from app.kernel.errors import Unfit
from app.kernel.http.schemas import Input, Line, Output
from app.modules.shipping.schemas.fields import (
    EVERYWHERE,
    MOST_PLACES,
    PlaceCountry,
    Position,
    PostalPattern,
    Region,
)


class PlaceIn(Input):
    """A country ("*" is every other one), some of its regions, or some of its postal codes.

    Regions are ISO 3166-2. Postal codes are single ones ("1234"), beginnings ("97*") or spans with
    both ends ("1000-1999").
    """

    country: PlaceCountry
    regions: Annotated[list[Region], Field(max_length=MOST_PLACES)] = Field(default_factory=list)
    postal_codes: Annotated[list[PostalPattern], Field(max_length=MOST_PLACES)] = Field(
        default_factory=list
    )

    @model_validator(mode="after")
    def _everywhere_is_whole(self) -> Self:
        if self.country == EVERYWHERE and (self.regions or self.postal_codes):
            raise Unfit("shipping.everywhere_is_whole")
        return self


class ZoneIn(Input):
    """A part of the world with prices of its own.

    An address lies in one zone: the one that names its postal code, else its region, its country,
    or everywhere; among equals the one with the lowest position.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Benelux",
                    "position": 1,
                    "places": [{"country": "LU"}, {"country": "BE"}, {"country": "NL"}],
                },
                {
                    "name": "City of Luxembourg",
                    "places": [{"country": "LU", "postal_codes": ["1000-2999"]}],
                },
            ]
        }
    )

    name: Line
    position: Position = 0
    places: Annotated[list[PlaceIn], Field(min_length=1, max_length=MOST_PLACES)]


class PlaceOut(Output):
    """Part of a zone."""

    country: str
    regions: list[str]
    postal_codes: list[str]


class ZoneOut(Output):
    """A zone of the store."""

    id: int
    name: str
    position: int
    places: list[PlaceOut]
    version: int
