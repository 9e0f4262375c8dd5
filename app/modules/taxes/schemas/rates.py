"""Rates over HTTP: those of the law, and those that a store has set."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import ConfigDict, Field, model_validator

from app.kernel.errors import Unfit
from app.kernel.http.schemas import Code, CountryCode, Input, Output
from app.modules.taxes.schemas.fields import Day, PostalCode, Rate, Region


class RateSource(StrEnum):
    """Who set a rate."""

    LAW = "law"
    STORE = "store"


class TaxRateIn(Input):
    """A rate of the store's own for a class or category at a place; it goes before the law's.

    Region (ISO 3166-2) and the beginning of the postal code narrow the place: the longest beginning
    wins, then the region. Both days are included, in the time of the country; of two rates that
    hold on a day, the one that began later does.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "country": "US",
                    "region": "CA",
                    "postal_prefix": "941",
                    "tax_class": "standard",
                    "rate": "8.625",
                    "valid_from": "2025-04-01",
                }
            ]
        }
    )

    country: CountryCode
    region: Region = ""
    postal_prefix: PostalCode = ""
    tax_class: Code = "standard"
    rate: Rate
    valid_from: Day
    valid_to: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise Unfit("error.ends_before_it_begins")
        return self


class TaxRateOut(Output):
    """A rate; one of the law has no id, and an open first or last day where none is known.

    `area` is the country, or a part of it with rates of its own. `tax_class` is a category in the
    law's rates.
    """

    source: RateSource
    id: int | None = None
    country: str
    area: str
    region: str = ""
    postal_prefix: str = ""
    tax_class: str
    rate: Decimal = Field(examples=["17"])
    valid_from: date | None
    valid_to: date | None
    version: int | None = None
