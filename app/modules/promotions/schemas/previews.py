"""Trying promotions on a basket, over HTTP."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from app.kernel.errors import Unfit
from app.kernel.http.schemas import (
    Code,
    CountryCode,
    CurrencyCode,
    Id,
    Input,
    Line,
    MinorUnits,
    Moment,
    OptionalLine,
    Output,
    Units,
)

Ids = Annotated[tuple[Id, ...], Field(max_length=200)]


class PreviewLineIn(Input):
    """So many units of a variant; `key` names it in the answer."""

    key: Line = Field(examples=["1"])
    variant_id: Id
    product_id: Id
    quantity: Units
    unit_price_minor: MinorUnits
    category_ids: Ids = ()
    collection_ids: Ids = ()


class PreviewIn(Input):
    """A basket that nobody has; `at` (now, if left out) asks about another time."""

    currency: CurrencyCode = Field(examples=["EUR"])
    lines: Annotated[list[PreviewLineIn], Field(max_length=100)]
    codes: Annotated[tuple[OptionalLine, ...], Field(max_length=20)] = ()
    shipping_minor: MinorUnits = 0
    customer_id: Id | None = None
    group_codes: Annotated[tuple[Code, ...], Field(max_length=50)] = ()
    country: CountryCode | None = None
    at: Moment | None = None

    @model_validator(mode="after")
    def _has_keys_of_their_own(self) -> Self:
        if len({line.key for line in self.lines}) != len(self.lines):
            raise Unfit("promotions.key_twice")
        return self


class LineDiscountOut(Output):
    """What a promotion takes off a line, in minor units of the basket's currency."""

    key: str
    promotion_id: int
    amount_minor: int


class AppliedOut(Output):
    """A promotion that applies, and what it takes off lines and shipping together."""

    promotion_id: int
    name: str
    amount_minor: int
    shipping_minor: int
    code: str | None


class RefusedOut(Output):
    """A code that does nothing, and why."""

    code: str
    reason: str


class PreviewOut(Output):
    """What the basket costs less; amounts in minor units of `currency`."""

    currency: str
    goods_minor: int
    shipping_minor: int
    discount_minor: int
    total_minor: int
    lines: list[LineDiscountOut]
    applied: list[AppliedOut]
    refused: list[RefusedOut]
