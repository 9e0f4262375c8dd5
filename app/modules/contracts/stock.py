"""Stock as other modules see it: taking levels and movements in, and setting units aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    What is None is not said and stays as the store has it; an item that comes to be is then tracked
    or not as `begins_tracked` says, low at 0, and sold only as far as it is there.
    """

    variant_id: int
    sku: str
    title: str
    created_at: datetime
    is_tracked: bool | None = None
    low_stock_threshold: int | None = None
    begins_tracked: bool = True
    may_backorder: bool | None = None


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


@dataclass(frozen=True)
class LevelIn:
    """That so many units of a SKU can still be sold from a location, by its code or its name."""

    sku: str
    location: str
    available: int


@dataclass(frozen=True)
class LevelsTaken:
    """How many levels changed, and what the store does not have or, of locations, not open.

    `kept_elsewhere` are SKUs that also have units at a location which was not named for them.
    """

    changed: int = 0
    unknown_skus: frozenset[str] = frozenset()
    unknown_locations: frozenset[str] = frozenset()
    kept_elsewhere: frozenset[str] = frozenset()


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

    def take_levels(
        self, db: Session, store_id: int, levels: Sequence[LevelIn], *, is_one_place: bool = False
    ) -> LevelsTaken:
        """Makes so many units available; what is set aside there comes on top.

        Each SKU is named once at a location. Its stock is kept from now on; what is unknown is
        passed over, and locations that are not named for a SKU stay as they are. Where the source
        names one place in all (`is_one_place`) and the store has no other than its main one, that
        is meant, whatever it is called.
        """
        ...


STOCK_INTAKE: Capability[StockIntake] = Capability("inventory.intake")


@dataclass(frozen=True)
class StockDrift:
    """What was kept of a variant, in all or at a location, and what its movements add up to."""

    variant_id: int
    location_id: int | None
    on_hand: int
    reserved: int
    moved_on_hand: int
    moved_reserved: int


class StockRecount(Protocol):
    """Mends levels by the movements that they are sums of; the caller is in the store's scope."""

    def recount(self, db: Session, store_id: int) -> Sequence[StockDrift]:
        """Puts the sums in the place of what differs, and says what that was."""
        ...


STOCK_RECOUNT: Capability[StockRecount] = Capability("inventory.recount")


@dataclass(frozen=True)
class StockLine:
    """So many units of a variant."""

    variant_id: int
    quantity: int


@dataclass(frozen=True)
class Availability:
    """What can be sold of a variant now, over all locations; units.

    Without tracking any number can be sold. Where backorders are allowed, `backorder_limit` units
    more than there are, or any number without a limit; `available` is then below 0 as soon as more
    is promised than there is.
    """

    variant_id: int
    available: int
    is_tracked: bool
    may_backorder: bool = False
    backorder_limit: int | None = None

    def covers(self, quantity: int) -> bool:
        """Whether so many units may be sold."""
        if not self.is_tracked:
            return True
        if not self.may_backorder:
            return self.available >= quantity
        return self.backorder_limit is None or self.available + self.backorder_limit >= quantity


@dataclass(frozen=True)
class Shortage:
    """That fewer units can be sold than are wanted."""

    variant_id: int
    wanted: int
    available: int


class StockReserver(Protocol):
    """Sets stock of one store aside and lets it go; the caller is in the store's scope.

    A reservation is known by `ref` ("order:42") and is held until `expires_at`, or, once confirmed,
    until its goods are shipped or released. Every method may be called again with the same
    arguments and then changes nothing (a release of lines if it names its cause). Rows are locked
    in primary key order. Every change is a movement, from which the levels can be recomputed.
    Variants whose stock is not kept are passed over.
    """

    def availability(
        self, db: Session, store_id: int, variant_ids: Iterable[int]
    ) -> dict[int, Availability]:
        """What can be sold of these variants; those whose stock is not kept are not tracked."""
        ...

    def reserve(
        self,
        db: Session,
        store_id: int,
        ref: str,
        lines: Sequence[StockLine],
        *,
        expires_at: datetime | None,
    ) -> Sequence[Shortage]:
        """Sets all lines aside, or nothing and says what is short.

        A line says how many units of the variant `ref` is to have got in all, shipped ones
        included and released ones not: what it has counts, only what is missing is set aside, and
        nothing is let go. Other variants that it holds stay as they are. `expires_at` also becomes
        the end of what it held of these variants, unless that is confirmed; None confirms all.
        `Shortage.available` is how many units `ref` could get in all.
        """
        ...

    def confirm(self, db: Session, store_id: int, ref: str) -> bool:
        """The reservation no longer expires. False when it is gone: then reserve it anew.

        Gone is what expired in part, let go already or not, and what was released as a whole. True
        where nothing had to be set aside because no stock is kept of these variants.
        """
        ...

    def release(
        self,
        db: Session,
        store_id: int,
        ref: str,
        lines: Sequence[StockLine] | None = None,
        *,
        cause: str | None = None,
    ) -> None:
        """Lets go of these lines, or of all that is still set aside; of no more than there is.

        Two releases of the same lines are two (a unit less, and later another unit less), unless
        they name the same `cause` ("edit:7"): then the second changes nothing.
        """
        ...

    def ship(
        self, db: Session, store_id: int, ref: str, shipment: str, lines: Sequence[StockLine]
    ) -> None:
        """These units of the reservation leave the house; `shipment` names the handing over.

        What was not set aside leaves too, since it is gone: the level may then fall below 0.
        """
        ...

    def restock(self, db: Session, store_id: int, ref: str, lines: Sequence[StockLine]) -> None:
        """These units came back and can be sold again; `ref` names the return."""
        ...


class NoStock:
    """Stock that nobody counts: everything can be sold."""

    def availability(
        self, db: Session, store_id: int, variant_ids: Iterable[int]
    ) -> dict[int, Availability]:
        """Any number of each."""
        return {each: Availability(each, 0, is_tracked=False) for each in variant_ids}

    def reserve(
        self,
        db: Session,
        store_id: int,
        ref: str,
        lines: Sequence[StockLine],
        *,
        expires_at: datetime | None,
    ) -> Sequence[Shortage]:
        """Nothing is ever short."""
        return ()

    def confirm(self, db: Session, store_id: int, ref: str) -> bool:
        """Always."""
        return True

    def release(
        self,
        db: Session,
        store_id: int,
        ref: str,
        lines: Sequence[StockLine] | None = None,
        *,
        cause: str | None = None,
    ) -> None:
        """Nothing is held."""

    def ship(
        self, db: Session, store_id: int, ref: str, shipment: str, lines: Sequence[StockLine]
    ) -> None:
        """Nothing is counted."""

    def restock(self, db: Session, store_id: int, ref: str, lines: Sequence[StockLine]) -> None:
        """Nothing is counted."""


STOCK_RESERVER: Capability[StockReserver] = Capability("inventory.reserver")
