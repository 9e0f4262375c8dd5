"""Stock over HTTP; all numbers are units."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from app.kernel.errors import Unfit
from app.kernel.http.schemas import MOST_UNITS, Id, Input, Line, OptionalLine, Output
from app.modules.contracts.stock import MovementReason

MOST_LINES = 10_000
Count = Annotated[int, Field(ge=0, le=MOST_UNITS)]
Difference = Annotated[int, Field(ge=-MOST_UNITS, le=MOST_UNITS)]


class StockState(StrEnum):
    """How much is left of an item."""

    ENOUGH = "enough"
    LOW = "low"
    OUT = "out"
    UNTRACKED = "untracked"


class AdjustReason(StrEnum):
    """Why the team changes a level."""

    CORRECTION = "correction"
    DELIVERY = "delivery"
    OPENING = "opening"
    RETURN = "return"


class StockRowOut(Output):
    """The stock of one variant; without tracking there are no levels.

    `available` is what is on hand and not set aside. Below 0 more is promised than there is.
    """

    variant_id: int
    sku: str
    title: str
    is_tracked: bool
    state: StockState
    on_hand: int | None
    reserved: int | None
    available: int | None
    low_stock_threshold: int
    may_backorder: bool
    backorder_limit: int | None


class LevelOut(Output):
    """What one location has of the variant."""

    location_id: int
    code: str
    name: str
    on_hand: int
    reserved: int
    available: int


class ReservationOut(Output):
    """Units that are set aside; until `expires_at`, unless they are confirmed."""

    ref: str
    location_id: int
    quantity: int
    backordered: int
    expires_at: datetime | None
    confirmed_at: datetime | None
    created_at: datetime


class MovementOut(Output):
    """One change of a level, as the ledger has it."""

    id: int
    variant_id: int
    sku: str
    title: str
    location_id: int
    reason: MovementReason
    on_hand_change: int
    reserved_change: int
    happened_at: datetime
    note: str | None
    reference: str
    reserved_for: str | None


class StockOut(StockRowOut):
    """Everything about the stock of one variant; the latest movements and oldest reservations."""

    version: int
    levels: list[LevelOut]
    reservations: list[ReservationOut]
    movements: list[MovementOut]


class StockChangeIn(Input):
    """How the stock is to be kept; what is left out stays. Without a limit backorders have none."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"low_stock_threshold": 5, "may_backorder": False}]}
    )

    is_tracked: bool = True
    low_stock_threshold: Count = 0
    may_backorder: bool = False
    backorder_limit: Count | None = None


class AdjustLineIn(Input):
    """A variant by its id or its SKU, and either how many there are or how many more or less."""

    variant_id: Id | None = None
    sku: Line | None = None
    on_hand: Count | None = None
    change: Difference | None = None
    location_id: Id | None = None

    @model_validator(mode="after")
    def _is_clear(self) -> Self:
        if (self.variant_id is None) == (self.sku is None):
            raise Unfit("inventory.variant_or_sku")
        if (self.on_hand is None) == (self.change is None):
            raise Unfit("inventory.level_or_change")
        return self


class AdjustIn(Input):
    """Levels to set or to move, all or none; without a location those of the main one."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "reason": "delivery",
                    "note": "Delivery note 2041",
                    "lines": [{"sku": "MUG-BLUE", "change": 24}, {"variant_id": 7, "on_hand": 3}],
                }
            ]
        }
    )

    reason: AdjustReason = AdjustReason.CORRECTION
    note: OptionalLine | None = None
    lines: Annotated[list[AdjustLineIn], Field(min_length=1, max_length=MOST_LINES)]


class AdjustedOut(Output):
    """What became of it: levels moved, levels that were right, variants kept from now on.

    `reference` stands in the references of its movements.
    """

    reference: str
    changed: int
    unchanged: int
    started: int
