"""A store's tax settings over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from app.kernel.http.schemas import CountryCode, Input, OptionalLine, Output
from app.modules.taxes.schemas.fields import DistanceSalesField, VatId

MOST_REGISTRATIONS = 60
_EXAMPLE: JsonDict = {
    "home_country": "LU",
    "prices_include_tax": True,
    "distance_sales": "one_stop",
    "is_small_business": False,
    "vat_id": "LU26375245",
    "registrations": {"DE": "DE136695976"},
}


class TaxSettingsIn(Input):
    """Where the store is at home and registered, and how it taxes.

    `distance_sales` is for consumers in other member states: `one_stop` taxes them where the goods
    arrive, `below_threshold` at home (no more than 10,000 euro this year and the last). A small
    business charges no tax at all. `registrations` are other countries with the store's number
    there, "" where it has none to show.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    home_country: CountryCode
    prices_include_tax: bool = True
    distance_sales: DistanceSalesField = DistanceSalesField.ONE_STOP
    is_small_business: bool = False
    vat_id: VatId = ""
    registrations: Annotated[dict[CountryCode, VatId], Field(max_length=MOST_REGISTRATIONS)] = (
        Field(default_factory=dict)
    )


class TaxSettingsOut(Output):
    """The settings; while `is_configured` is false the store charges no tax at all."""

    is_configured: bool
    home_country: str | None
    prices_include_tax: bool
    distance_sales: DistanceSalesField
    is_small_business: bool
    vat_id: OptionalLine
    registrations: dict[str, str]
    version: int
    updated_at: datetime | None


class PricesOut(Output):
    """What to write beside a price: "incl. VAT", "plus VAT", or nothing where none is charged.

    `prices_include_tax` is null for a store that charges none; `home_country` is whose tax it is
    for buyers there.
    """

    is_taxed: bool
    prices_include_tax: bool | None
    home_country: str | None
