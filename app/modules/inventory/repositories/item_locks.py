"""The lock under which levels and reservations of a variant change: that of its stock item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Select, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.modules.inventory.models import Reservation, StockItem

_ITEMS = select(
    StockItem.variant_id,
    StockItem.is_tracked,
    StockItem.may_backorder,
    StockItem.backorder_limit,
    StockItem.low_stock_threshold,
    StockItem.on_hand,
    StockItem.reserved,
    StockItem.created_at,
    StockItem.moved_at,
    StockItem.version,
).where(StockItem.store_id == bindparam("store_id"))
OF_VARIANTS = _ITEMS.where(
    StockItem.variant_id == any_(bindparam("variant_ids", type_=ARRAY(BigInteger)))
)
OF_REF = _ITEMS.where(
    StockItem.variant_id.in_(
        select(Reservation.variant_id).where(
            Reservation.store_id == bindparam("store_id"), Reservation.ref == bindparam("ref")
        )
    )
)


@dataclass(frozen=True)
class ItemNow:
    """A stock item as it is; units over all locations."""

    variant_id: int
    is_tracked: bool
    may_backorder: bool
    backorder_limit: int | None
    threshold: int
    on_hand: int
    reserved: int
    created_at: datetime
    moved_at: datetime | None
    version: int

    @property
    def available(self) -> int:
        """Units that nobody has set aside; below 0 more is promised than there is."""
        return self.on_hand - self.reserved

    @property
    def room(self) -> int | None:
        """How many more units may be set aside; None for any number."""
        if not self.is_tracked:
            return None
        if not self.may_backorder:
            return max(0, self.available)
        if self.backorder_limit is None:
            return None
        return max(0, self.available + self.backorder_limit)

    @property
    def is_sellable(self) -> bool:
        """Whether one unit can be sold."""
        return self.room is None or self.room > 0

    def is_latest(self, moment: datetime) -> bool:
        """Whether nothing is known to have happened to the item after the moment."""
        return self.moved_at is not None and self.moved_at <= moment and self.created_at <= moment


class ItemLocks:
    """Locks stock items of one store; the caller is in the store's scope."""

    locking_variants = in_lock_order(OF_VARIANTS, StockItem)
    locking_ref = in_lock_order(OF_REF, StockItem)

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def lock(self, variant_ids: Iterable[int]) -> dict[int, ItemNow]:
        """The items of these variants that exist, locked until the transaction ends."""
        return self._lock(self.locking_variants, variant_ids=sorted(set(variant_ids)))

    def lock_of(self, ref: str) -> dict[int, ItemNow]:
        """The items of which the reservation `ref` has or had something, locked likewise."""
        return self._lock(self.locking_ref, ref=ref)

    def _lock(self, statement: Select[*tuple[Any, ...]], **wanted: Any) -> dict[int, ItemNow]:  # noqa: ANN401
        found = self._db.execute(statement, {"store_id": self._store_id, **wanted})
        return {row[0]: ItemNow(*row) for row in found}
