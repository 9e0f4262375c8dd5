"""Ways of delivery and their prices over HTTP."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from app.kernel.errors import Unfit
from app.kernel.http.schemas import (
    Code,
    CountryCode,
    CurrencyCode,
    Id,
    Input,
    Line,
    LongText,
    MinorUnits,
    OptionalLine,
    Output,
)
from app.modules.contracts.shipping import ShippingKind
from app.modules.shipping.schemas.fields import (
    BasisField,
    Days,
    Descriptions,
    Grams,
    Names,
    Position,
)

MOST_STEPS, MOST_RATES = 50, 200


class StepIn(Input):
    """From so many grams (basis weight) or minor units (basis value) on, the price is this."""

    from_amount: Annotated[int, Field(ge=0, le=10**13)]
    price_minor: MinorUnits


class RateIn(Input):
    """The price in a zone and currency, with or without tax as the store's prices are.

    `price_minor` is that of basis flat, `steps` those of the others. From `free_from_minor` of
    goods on it costs nothing; below `min_goods_minor` and above `max_goods_minor` it is not
    offered. Only a pick-up may leave the zone out: it is then offered everywhere.
    """

    zone_id: Id | None = None
    currency: CurrencyCode
    basis: BasisField = BasisField.FLAT
    price_minor: MinorUnits = 0
    steps: Annotated[list[StepIn], Field(max_length=MOST_STEPS)] = Field(default_factory=list)
    free_from_minor: MinorUnits | None = None
    min_goods_minor: MinorUnits | None = None
    max_goods_minor: MinorUnits | None = None

    @model_validator(mode="after")
    def _fits_its_basis(self) -> Self:
        if (self.basis is BasisField.FLAT) is bool(self.steps):
            raise Unfit("shipping.steps_of_basis")
        starts = [step.from_amount for step in self.steps]
        if len(set(starts)) != len(starts):
            raise Unfit("shipping.step_twice")
        _in_order(self.min_goods_minor, self.max_goods_minor, "goods_minor")
        return self


class PickUpAddress(Input):
    """Where goods wait, and where they are taxed, whatever the buyer's address."""

    name: Line
    line1: Line
    line2: OptionalLine = ""
    postal_code: OptionalLine = ""
    city: Line
    region: OptionalLine = ""
    country: CountryCode


class MethodChange(Input):
    """A way of delivery, or a point where goods are picked up, with all its prices.

    `names` and `descriptions` are by locale. Weight limits include both ends.
    """

    kind: ShippingKind = ShippingKind.DELIVERY
    names: Names
    descriptions: Descriptions = Field(default_factory=dict)
    position: Position = 0
    is_active: bool = True
    carrier: Code | None = None
    days_min: Days | None = None
    days_max: Days | None = None
    min_weight_grams: Grams | None = None
    max_weight_grams: Grams | None = None
    pick_up_address: PickUpAddress | None = None
    opening_hours: LongText = ""
    rates: Annotated[list[RateIn], Field(max_length=MOST_RATES)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        is_pick_up = self.kind is ShippingKind.PICK_UP
        if is_pick_up is (self.pick_up_address is None):
            raise Unfit("shipping.address_of_pick_up")
        if not is_pick_up and any(rate.zone_id is None for rate in self.rates):
            raise Unfit("shipping.price_without_zone")
        places = [(rate.zone_id, rate.currency) for rate in self.rates]
        if len(set(places)) != len(places):
            raise Unfit("shipping.price_twice")
        _in_order(self.days_min, self.days_max, "days")
        _in_order(self.min_weight_grams, self.max_weight_grams, "weight_grams")
        return self


class MethodIn(MethodChange):
    """A new way of delivery; orders name it by its `code`, which stays as it is."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "code": "parcel",
                    "kind": "delivery",
                    "names": {"en": "Parcel", "fr": "Colis"},
                    "carrier": "post_luxembourg",
                    "days_min": 1,
                    "days_max": 3,
                    "rates": [
                        {
                            "zone_id": 1,
                            "currency": "EUR",
                            "basis": "weight",
                            "steps": [
                                {"from_amount": 0, "price_minor": 590},
                                {"from_amount": 5000, "price_minor": 990},
                            ],
                            "free_from_minor": 10000,
                        }
                    ],
                }
            ]
        }
    )

    code: Code


class StepOut(Output):
    """A price from an amount on."""

    from_amount: int
    price_minor: int


class RateOut(Output):
    """A price in a zone and currency."""

    zone_id: int | None
    currency: str
    basis: BasisField
    price_minor: int
    steps: list[StepOut]
    free_from_minor: int | None
    min_goods_minor: int | None
    max_goods_minor: int | None


class PickUpAddressOut(Output):
    """Where goods wait."""

    name: str
    line1: str
    line2: str
    postal_code: str
    city: str
    region: str = ""
    country: str


class MethodOut(Output):
    """A way of delivery of the store."""

    id: int
    code: str
    kind: ShippingKind
    names: dict[str, str]
    descriptions: dict[str, str]
    position: int
    is_active: bool
    carrier: str | None
    days_min: int | None
    days_max: int | None
    min_weight_grams: int | None
    max_weight_grams: int | None
    pick_up_address: PickUpAddressOut | None
    opening_hours: str
    rates: list[RateOut]
    version: int


def _in_order(lowest: int | None, highest: int | None, what: str) -> None:
    if lowest is not None and highest is not None and lowest > highest:
        raise Unfit("shipping.least_above_most", what=what)
