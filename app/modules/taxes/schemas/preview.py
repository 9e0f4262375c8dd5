"""Trying out what a basket would be taxed."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import ConfigDict, Field

from app.kernel.http.schemas import (
    Code,
    CountryCode,
    CurrencyCode,
    Input,
    MinorUnits,
    Moment,
    MoneyOut,
    Output,
)
from app.modules.contracts.taxes import TaxScheme
from app.modules.taxes.schemas.fields import PostalCode, Region, VatId

MOST_LINES = 200


class PreviewLineIn(Input):
    """An amount in minor units, after discounts; class "shipping" is taxed like the goods."""

    amount_minor: MinorUnits
    tax_class: Code = "standard"


class TaxPreviewIn(Input):
    """A basket, where it goes, and the buyer's VAT number if any; taxed now if no time is given."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "country": "DE",
                    "postal_code": "54290",
                    "currency": "EUR",
                    "lines": [
                        {"amount_minor": 11900, "tax_class": "standard"},
                        {"amount_minor": 595, "tax_class": "shipping"},
                    ],
                }
            ]
        }
    )

    country: CountryCode
    region: Region | None = None
    postal_code: PostalCode | None = None
    vat_id: VatId | None = None
    currency: CurrencyCode = "EUR"
    at: Moment | None = None
    lines: Annotated[list[PreviewLineIn], Field(min_length=1, max_length=MOST_LINES)]


class PreviewLineOut(Output):
    """A line taken apart; `rate` is null where shipping goes with goods of several rates."""

    net: MoneyOut
    tax: MoneyOut
    gross: MoneyOut
    rate: Decimal | None


class PreviewRateOut(Output):
    """What is taxed at one rate, and in which country."""

    rate: Decimal
    country: str
    net: MoneyOut
    tax: MoneyOut


class TaxPreviewOut(Output):
    """The tax of the basket, line by line in the order given, by rate, and in total.

    `note` is what the invoice must say, in the reader's language.
    """

    scheme: TaxScheme
    are_prices_gross: bool
    lines: list[PreviewLineOut]
    rates: list[PreviewRateOut]
    net: MoneyOut
    tax: MoneyOut
    gross: MoneyOut
    note_key: str | None
    note: str | None
    seller_vat_id: str | None
    buyer_vat_id: str | None
