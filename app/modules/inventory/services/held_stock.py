"""What becomes of units that are set aside: confirmed, or free again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.stock import StockLine
from app.modules.inventory.repositories.item_locks import ItemLocks, ItemNow
from app.modules.inventory.repositories.known_movements import known_movements
from app.modules.inventory.repositories.reservation_rows import Held, ReservationRows
from app.modules.inventory.repositories.stock_ledger import LetGo, StockLedger
from app.modules.inventory.services.reserve_stock import units_by_variant
from app.modules.inventory.services.stock_change import StockChange


def confirm(db: Session, store_id: int, ref: str) -> bool:
    """See `StockReserver.confirm`. Three statements."""
    ItemLocks(db, store_id).lock_of(ref)
    rows = ReservationRows(db, store_id)
    now = utc_now()
    parts = rows.of_ref(ref)
    if any(part.has_expired(now) for part in parts):
        return False
    if parts and not any(part.units or part.shipped for part in parts):
        return False
    rows.confirm(ref, now)
    return True


def release_all(db: Session, store_id: int, ref: str) -> None:
    """See `StockReserver.release`, without lines."""
    items = ItemLocks(db, store_id).lock_of(ref)
    parts = ReservationRows(db, store_id).of_ref(ref)
    letting = [LetGo(part.reservation_id, released=part.units) for part in parts if part.units]
    let_go(db, store_id, items, letting, utc_now())


def release_lines(
    db: Session, store_id: int, ref: str, lines: Sequence[StockLine], cause: str | None
) -> None:
    """See `StockReserver.release`, with lines; what was set aside last is let go first."""
    items = ItemLocks(db, store_id).lock_of(ref)
    parts = ReservationRows(db, store_id).of_ref(ref)
    names: dict[int, str] = {}
    if cause is not None:
        names = {part.reservation_id: f"{ref}/{cause}/{part.reservation_id}" for part in parts}
        if known_movements(db, store_id, names.values()):
            return
    letting = []
    for variant_id, units in units_by_variant(lines).items():
        newest_first = [part for part in reversed(parts) if part.variant_id == variant_id]
        for number, taken in taken_from(newest_first, units):
            letting.append(LetGo(number, released=taken, external_ref=names.get(number)))
    let_go(db, store_id, items, letting, utc_now())


def let_go(
    db: Session,
    store_id: int,
    items: Mapping[int, ItemNow],
    parts: Sequence[LetGo],
    at: datetime,
) -> None:
    """Writes it, if there is anything, for items that are locked."""
    if not parts:
        return
    change = StockChange(db, store_id, items, at)
    change.begin()
    change.finish(StockLedger(db, store_id).let_go(parts, at=at))


def taken_from(parts: Sequence[Held], units: int) -> Iterator[tuple[int, int]]:
    """Reservations and how many of the units each gives, in order, as far as they go."""
    for part in parts:
        taken = min(units, part.units)
        if taken > 0:
            units -= taken
            yield part.reservation_id, taken
