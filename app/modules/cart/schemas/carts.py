"""Carts as they go over HTTP."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from pydantic import Field, StringConstraints

from app.kernel.http.schemas import CurrencyCode, Id, Input, MoneyOut, Output, Units
from app.modules.contracts.carts import ChangeKind
from app.modules.contracts.promotions import CodeRefusal

MOST_CODES = 10
PromotionCode = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00-\x1f]{1,64}$")
]
Codes = Annotated[list[PromotionCode], Field(max_length=MOST_CODES)]
NonNegativeUnits = Annotated[int, Field(ge=0, le=1_000_000)]


class LineIn(Input):
    """So many units of a variant."""

    variant_id: Id
    quantity: Units = 1


class CartIn(Input):
    """A new cart, empty or with its first lines; those of one variant add up."""

    lines: Annotated[list[LineIn], Field(max_length=100)] = Field(default_factory=list)
    codes: Codes = Field(default_factory=list)
    currency: Annotated[
        CurrencyCode | None, Field(description="Of all its prices, for good; else the store's own.")
    ] = None

    @property
    def wanted(self) -> dict[int, int]:
        """Units by variant."""
        units: Counter[int] = Counter()
        for line in self.lines:
            units[line.variant_id] += line.quantity
        return dict(units)


class QuantityIn(Input):
    """The units of a line; 0 takes it out."""

    quantity: NonNegativeUnits


class CodesIn(Input):
    """The codes that the shopper has typed, all of them, in their order."""

    codes: Codes


class MergeIn(Input):
    """The token of the cart that a visitor filled before signing in."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=64)]


class StockOut(Output):
    """Whether the wanted units can be had; `available` is None where nobody counts."""

    is_enough: bool
    available: int | None
    is_backorder: bool


class LineOut(Output):
    """A line at today's price; what cannot be bought any more has no title and costs nothing."""

    line_id: int
    variant_id: int
    product_id: int | None
    sku: str | None
    title: str | None
    variant_title: str | None
    slug: str | None
    image_url: str | None
    quantity: int
    unit_price: MoneyOut
    compare_at: MoneyOut | None
    amount: MoneyOut
    discount: MoneyOut
    total: MoneyOut
    stock: StockOut


class CodeOut(Output):
    """A code that was typed, and what it does: `reason` says why nothing."""

    code: str
    is_applied: bool
    reason: CodeRefusal | None


class PromotionOut(Output):
    """What is off, by promotion."""

    name: str
    code: str | None
    amount: MoneyOut


class ChangeOut(Output):
    """What is not as when the cart was last changed: a price in minor units, or units to be had."""

    kind: ChangeKind
    line_id: int
    was: int | None
    now: int | None


class CartOut(Output):
    """A cart at today's prices, before shipping and tax that is not included in them."""

    token: str
    version: int
    currency: str
    is_ordered: bool
    lines: list[LineOut]
    codes: list[CodeOut]
    promotions: list[PromotionOut]
    changes: list[ChangeOut]
    units: int
    subtotal: MoneyOut
    discount: MoneyOut
    total: MoneyOut
