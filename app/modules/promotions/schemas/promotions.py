"""Promotions and their codes over HTTP."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

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
    Output,
    Units,
)

Kind = Literal[
    "percent_off",
    "amount_off",
    "amount_off_unit",
    "free_shipping",
    "buy_x_get_y",
    "bundle_price",
]
TargetKind = Literal["all", "products", "categories", "collections", "variants"]
PromotionClass = Literal["product", "order", "shipping"]
State = Literal["scheduled", "running", "over", "used_up"]
NEEDS: dict[str, tuple[str, ...]] = {
    "percent_off": ("percent",),
    "amount_off": ("amount_minor", "currency"),
    "amount_off_unit": ("amount_minor", "currency"),
    "free_shipping": (),
    "buy_x_get_y": ("percent", "buy_quantity", "get_quantity"),
    "bundle_price": ("amount_minor", "currency", "buy_quantity"),
}
# A bundle may cost nothing: then it is all of its goods that is taken off.
NOT_OF_NOTHING = ("amount_off", "amount_off_unit")
DETAILS = ("percent", "amount_minor", "buy_quantity", "get_quantity", "reward", "most_times")
OPTIONAL: dict[str, tuple[str, ...]] = {
    "buy_x_get_y": ("reward", "most_times"),
    "bundle_price": ("most_times",),
}


Percent = Annotated[Decimal, Field(gt=0, le=100, max_digits=5, decimal_places=2)]
TypedCode = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=64, pattern=r"^[^\s\x00-\x1f\x7f]+$"
    ),
]
Ids = Annotated[tuple[Id, ...], Field(max_length=1000)]


class TargetIn(Input):
    """Some of what the store sells; `ids` are of the kind's things, none for "all".

    Ids that the store does not have are refused, unless the promotion named them before.
    """

    kind: TargetKind = "all"
    ids: Ids = ()

    @model_validator(mode="after")
    def _has_ids(self) -> Self:
        if (self.kind == "all") == bool(self.ids):
            raise Unfit("promotions.ids_of_target")
        return self


class PromotionIn(Input):
    """A promotion as the team writes it; which fields it needs depends on `kind`.

    `percent_off` needs percent; `amount_off` (one amount off all that is targeted) and
    `amount_off_unit` (off each unit) need amount_minor and currency; `buy_x_get_y` needs
    buy_quantity, get_quantity and percent (100: free), and may reward something else than its
    target; `bundle_price` sells every buy_quantity units for amount_minor. Times are aware and
    half open: from `starts_at` (now, if left out) until just before `ends_at`.
    """

    name: Line = Field(examples=["Summer sale"])
    kind: Kind = Field(examples=["percent_off"])
    is_automatic: bool = Field(False, description="Applies by itself; otherwise by its codes.")
    percent: Percent | None = Field(None, examples=["12.5"])
    amount_minor: MinorUnits | None = None
    currency: CurrencyCode | None = Field(None, description="Of all amounts of the promotion.")
    target: TargetIn = TargetIn()
    buy_quantity: Units | None = None
    get_quantity: Units | None = None
    reward: TargetIn | None = None
    most_times: Units | None = None
    min_amount_minor: MinorUnits = Field(
        0, description="Of the targeted lines, before any discount."
    )
    min_quantity: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    group_codes: Annotated[tuple[Code, ...], Field(max_length=50)] = ()
    countries: Annotated[tuple[CountryCode, ...], Field(max_length=250)] = ()
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    priority: Annotated[int, Field(ge=0, le=10_000, description="Lower ones apply first.")] = 100
    combines_with: Annotated[
        tuple[PromotionClass, ...],
        Field(max_length=3, description="Classes beside which it may stand; none: stands alone."),
    ] = ("product", "order", "shipping")
    total_limit: Units | None = None
    customer_limit: Units | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        needed, allowed = NEEDS[self.kind], OPTIONAL.get(self.kind, ())
        missing = [name for name in needed if getattr(self, name) is None]
        if missing:
            raise Unfit("promotions.details_missing", kind=self.kind, names=", ".join(missing))
        given = {name for name in DETAILS if getattr(self, name) is not None}
        if foreign := sorted(given - {*needed, *allowed}):
            raise Unfit("promotions.details_foreign", kind=self.kind, names=", ".join(foreign))
        if self.kind in NOT_OF_NOTHING and not self.amount_minor:
            raise Unfit("promotions.takes_nothing_off", names="amount_minor")
        if self.min_amount_minor and self.currency is None:
            raise Unfit("promotions.amount_without_currency")
        if self.starts_at and self.ends_at and self.starts_at >= self.ends_at:
            raise Unfit("error.ends_before_it_begins")
        return self


class TargetOut(Output):
    """Some of what the store sells."""

    kind: TargetKind
    ids: list[int]


class PromotionOut(Output):
    """A promotion; `version` goes into If-Match, `times_used` counts orders that stand."""

    id: int
    version: int
    state: State
    times_used: int
    name: str
    kind: Kind
    promotion_class: PromotionClass
    is_automatic: bool
    percent: Decimal | None
    amount_minor: int | None
    currency: str | None
    target: TargetOut
    buy_quantity: int | None
    get_quantity: int | None
    reward: TargetOut | None
    most_times: int | None
    min_amount_minor: int
    min_quantity: int
    group_codes: list[str]
    countries: list[str]
    starts_at: datetime
    ends_at: datetime | None
    priority: int
    combines_with: list[PromotionClass]
    total_limit: int | None
    customer_limit: int | None
    created_at: datetime


class CodeIn(Input):
    """One code to be typed by shoppers; case, blanks and accents of width make no difference."""

    code: TypedCode = Field(examples=["SUMMER-26"])
    usage_limit: Units | None = Field(None, examples=[100])


class CodesWanted(Input):
    """So many new codes, each of `prefix` and random letters and digits that are hard to mistake.

    With 31 signs to choose from, 8 of them leave 850 thousand million possibilities.
    """

    count: Annotated[int, Field(ge=1, le=5000)] = Field(examples=[100])
    prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]{0,20}$")] = Field(
        "", examples=["SUMMER-"]
    )
    length: Annotated[int, Field(ge=8, le=24)] = 10
    usage_limit: Units | None = 1


class CodeOut(Output):
    """A code, and how often it was used by orders that stand."""

    id: int
    code: str
    usage_limit: int | None
    times_used: int
    created_at: datetime
    retired_at: datetime | None


class CodesOut(Output):
    """The codes that were made."""

    codes: list[str]
