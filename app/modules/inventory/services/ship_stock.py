"""Goods leave the house, and come back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.stock import MovementReason, StockLine
from app.modules.inventory.repositories.item_locks import ItemLocks, ItemNow
from app.modules.inventory.repositories.known_movements import known_movements
from app.modules.inventory.repositories.reservation_rows import Held, ReservationRows
from app.modules.inventory.repositories.stock_ledger import Change, LetGo, StockLedger
from app.modules.inventory.services.allocation import allocate
from app.modules.inventory.services.held_stock import let_go, taken_from
from app.modules.inventory.services.reserve_stock import places_of, units_by_variant
from app.modules.inventory.services.stock_change import StockChange

Parts = Mapping[int, Sequence[Held]]


def ship(db: Session, store_id: int, ref: str, shipment: str, lines: Sequence[StockLine]) -> None:
    """See `StockReserver.ship`; what was set aside first goes first.

    What was not set aside leaves from where there is something, by priority, and from the main
    location at last: its level tells the truth even if that is below 0.
    """
    wanted = units_by_variant(lines)
    items = ItemLocks(db, store_id).lock(wanted)
    parts: dict[int, list[Held]] = defaultdict(list)
    for part in ReservationRows(db, store_id).of_ref(ref):
        parts[part.variant_id].append(part)
    name = f"{ref}/ship/{shipment}"
    done = _shipped_before(db, store_id, name, items, parts)
    letting: list[LetGo] = []
    more: dict[int, int] = {}
    for variant_id in sorted(items.keys() - done):
        taken = list(taken_from(parts[variant_id], wanted[variant_id]))
        letting += [LetGo(each, shipped=n, external_ref=f"{name}/{each}") for each, n in taken]
        rest = wanted[variant_id] - sum(n for _each, n in taken)
        if rest:
            more[variant_id] = rest
    now = utc_now()
    let_go(db, store_id, items, letting, now)
    if more:
        _ship_unreserved(db, store_id, name, more, now)


def restock(db: Session, store_id: int, ref: str, lines: Sequence[StockLine]) -> None:
    """See `StockReserver.restock`; everything comes back to the main location."""
    wanted = units_by_variant(lines)
    items = ItemLocks(db, store_id).lock(wanted)
    names = {variant_id: f"{ref}/restock/{variant_id}" for variant_id in items}
    known = known_movements(db, store_id, names.values())
    changes = [
        Change(variant_id, None, MovementReason.RETURN, wanted[variant_id], name)
        for variant_id, name in names.items()
        if name not in known
    ]
    record(db, store_id, items, changes, utc_now())


def record(
    db: Session,
    store_id: int,
    items: Mapping[int, ItemNow],
    changes: Sequence[Change],
    at: datetime,
) -> None:
    """Moves what is on hand of items that are locked, if there is anything to move."""
    if not changes:
        return
    change = StockChange(db, store_id, items, at)
    change.begin()
    change.finish(StockLedger(db, store_id).record(changes, at=at))


def _shipped_before(
    db: Session, store_id: int, name: str, items: Mapping[int, ItemNow], parts: Parts
) -> set[int]:
    """The variants of which the same shipment took something already."""
    names = {_name_of_more(name, variant_id): variant_id for variant_id in items}
    for variant_id in items:
        for part in parts[variant_id]:
            names[f"{name}/{part.reservation_id}"] = variant_id
    return {names[known] for known in known_movements(db, store_id, names)}


def _ship_unreserved(
    db: Session, store_id: int, name: str, more: Mapping[int, int], at: datetime
) -> None:
    items = ItemLocks(db, store_id).lock(more)
    spots = defaultdict(list)
    for spot in ReservationRows(db, store_id).spots(items, name):
        spots[spot.variant_id].append(spot)
    changes = [
        Change(
            variant_id,
            share.location_id,
            MovementReason.SALE,
            -share.quantity,
            _name_of_more(name, variant_id, part),
        )
        for variant_id, units in more.items()
        for part, share in enumerate(
            allocate(places_of(items[variant_id], spots[variant_id]), units)
        )
    ]
    record(db, store_id, items, changes, at)


def _name_of_more(name: str, variant_id: int, part: int = 0) -> str:
    """Of what goes without having been set aside, in one part from each location."""
    return f"{name}/more/{variant_id}/{part}"
