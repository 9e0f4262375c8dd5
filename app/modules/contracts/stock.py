"""Stock as other modules see it: taking levels and movements in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability
from app.modules.contracts.intake import IntakeCount

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class MovementReason(StrEnum):
    """Why a stock level changed."""

    OPENING = "opening"
    DELIVERY = "delivery"
    SALE = "sale"
    RETURN = "return"
    CORRECTION = "correction"
    RESERVATION = "reservation"
    RELEASE = "release"


@dataclass(frozen=True)
class StockItemIn:
    """That a variant's stock is kept: from when, and under which threshold it is low.

    Items that are not tracked have movements but no level: they are never low or out of stock.
    """

    variant_id: int
    sku: str
    title: str
    created_at: datetime
    is_tracked: bool = True
    low_stock_threshold: int = 0


@dataclass(frozen=True)
class MovementIn:
    """One change of a variant's stock, known by `(source, external_ref)`; units, signed."""

    source: str
    external_ref: str
    variant_id: int
    reason: MovementReason
    happened_at: datetime
    on_hand_change: int = 0
    reserved_change: int = 0
    note: str | None = None


class StockIntake(Protocol):
    """Takes stock items and movements into a store; levels follow from the movements."""

    def take_items(self, db: Session, store_id: int, items: Sequence[StockItemIn]) -> IntakeCount:
        """Creates or updates the items; never touches levels."""
        ...

    def take_movements(
        self, db: Session, store_id: int, movements: Sequence[MovementIn]
    ) -> IntakeCount:
        """Adds unknown movements and moves the levels by them, rows locked in key order.

        A movement for a variant without a stock item is refused with UnknownStockItem (a 422).
        """
        ...


STOCK_INTAKE: Capability[StockIntake] = Capability("inventory.intake")
