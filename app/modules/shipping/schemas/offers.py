"""Which ways a parcel may take, over HTTP."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from app.kernel.http.schemas import CountryCode, CurrencyCode, Input, MinorUnits, MoneyOut, Output
from app.modules.contracts.shipping import ShippingKind
from app.modules.shipping.schemas.fields import Grams, Locale, PostalCode, Region


class ParcelIn(Input):
    """What is to be sent where; `goods_minor` after discounts, in minor units of `currency`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "country": "LU",
                    "postal_code": "1234",
                    "currency": "EUR",
                    "goods_minor": 4990,
                    "weight_grams": 1200,
                }
            ]
        }
    )

    country: CountryCode
    region: Region | None = None
    postal_code: PostalCode | None = None
    currency: CurrencyCode
    goods_minor: MinorUnits = 0
    weight_grams: Grams = 0
    locale: Locale = "en"


class OfferQuery(BaseModel):
    """Where a parcel would go, its weight in grams, and the value of the goods in minor units."""

    country: CountryCode
    region: Region | None = None
    postal_code: PostalCode | None = None
    weight: Grams = 0
    amount: MinorUnits = 0


class PickUpPointOut(Output):
    """Where goods wait for the customer."""

    name: str
    line1: str
    line2: str
    postal_code: str
    city: str
    region: str
    country: str
    opening_hours: str


class OfferOut(Output):
    """A way to get the goods; the price includes tax or not as the store's prices do."""

    code: str
    name: str
    description: str | None
    kind: ShippingKind
    price: MoneyOut
    free_from: MoneyOut | None
    days_min: int | None
    days_max: int | None
    carrier: str | None
    pick_up: PickUpPointOut | None


class OffersOut(Output):
    """All ways in the order of the store; none where it does not deliver."""

    offers: list[OfferOut]
