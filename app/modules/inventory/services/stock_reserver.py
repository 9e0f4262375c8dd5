"""Inventory's side of the contract `StockReserver`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.stock import Availability, Shortage, StockLine
from app.modules.inventory.repositories.reservation_rows import ReservationRows
from app.modules.inventory.services import held_stock, reserve_stock, ship_stock


class StoreStockReserver:
    """Stock of a store by variant; a variant without a stock item is never short."""

    def availability(
        self, db: Session, store_id: int, variant_ids: Iterable[int]
    ) -> dict[int, Availability]:
        """See the contract. One statement."""
        wanted = set(variant_ids)
        found = ReservationRows(db, store_id).availability(wanted, utc_now())
        answers = {each: Availability(each, 0, is_tracked=False) for each in wanted}
        return answers | {row[0]: Availability(*row) for row in found}

    def reserve(
        self,
        db: Session,
        store_id: int,
        ref: str,
        lines: Sequence[StockLine],
        *,
        expires_at: datetime | None,
    ) -> Sequence[Shortage]:
        """See the contract."""
        return reserve_stock.reserve(db, store_id, ref, lines, expires_at=expires_at)

    def confirm(self, db: Session, store_id: int, ref: str) -> bool:
        """See the contract."""
        return held_stock.confirm(db, store_id, ref)

    def release(
        self,
        db: Session,
        store_id: int,
        ref: str,
        lines: Sequence[StockLine] | None = None,
        *,
        cause: str | None = None,
    ) -> None:
        """See the contract."""
        if lines is None:
            held_stock.release_all(db, store_id, ref)
        else:
            held_stock.release_lines(db, store_id, ref, lines, cause)

    def ship(
        self, db: Session, store_id: int, ref: str, shipment: str, lines: Sequence[StockLine]
    ) -> None:
        """See the contract."""
        ship_stock.ship(db, store_id, ref, shipment, lines)

    def restock(self, db: Session, store_id: int, ref: str, lines: Sequence[StockLine]) -> None:
        """See the contract."""
        ship_stock.restock(db, store_id, ref, lines)


stock_reserver = StoreStockReserver()
