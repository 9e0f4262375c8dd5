"""Sets units aside: all lines, or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.stock import Shortage, StockLine
from app.modules.inventory.repositories.item_locks import ItemLocks, ItemNow
from app.modules.inventory.repositories.reservation_rows import ReservationRows, Spot
from app.modules.inventory.repositories.stock_ledger import StockLedger, Take
from app.modules.inventory.services.allocation import Place, allocate
from app.modules.inventory.services.expire_reservations import release_expired
from app.modules.inventory.services.stock_change import StockChange

Spots = Mapping[int, Sequence[Spot]]


def reserve(
    db: Session,
    store_id: int,
    ref: str,
    lines: Sequence[StockLine],
    *,
    expires_at: datetime | None,
) -> Sequence[Shortage]:
    """See `StockReserver.reserve`. Five statements, whatever the number of lines.

    Where something is short, what expired reservations hold of it is let go first.
    """
    wanted = units_by_variant(lines)
    locks = ItemLocks(db, store_id)
    items = locks.lock(wanted)
    if not items:
        return ()
    spots = _spots(db, store_id, items, ref)
    short = _shortages(items, spots, wanted)
    if short and release_expired(db, store_id, [each.variant_id for each in short], but=ref):
        items, spots = locks.lock(wanted), _spots(db, store_id, items, ref)
        short = _shortages(items, spots, wanted)
    if short:
        return short
    _renew(db, store_id, ref, spots, expires_at)
    takes = [
        take
        for variant_id, item in items.items()
        for take in _takes(item, spots[variant_id], wanted[variant_id])
    ]
    if takes:
        _hold(db, store_id, ref, takes, items=items, expires_at=expires_at)
    return ()


def units_by_variant(lines: Sequence[StockLine]) -> dict[int, int]:
    """Lines of the same variant added up; those without units are left out."""
    sums: dict[int, int] = defaultdict(int)
    for line in lines:
        sums[line.variant_id] += line.quantity
    return {variant_id: units for variant_id, units in sums.items() if units > 0}


def _hold(
    db: Session,
    store_id: int,
    ref: str,
    takes: Sequence[Take],
    *,
    items: Mapping[int, ItemNow],
    expires_at: datetime | None,
) -> None:
    now = utc_now()
    touched = {take.variant_id: items[take.variant_id] for take in takes}
    change = StockChange(db, store_id, touched, now)
    change.begin()
    change.finish(StockLedger(db, store_id).hold(ref, takes, expires_at=expires_at, at=now))


def _spots(db: Session, store_id: int, items: Mapping[int, ItemNow], ref: str) -> Spots:
    found: dict[int, list[Spot]] = defaultdict(list)
    for spot in ReservationRows(db, store_id).spots(items, ref):
        found[spot.variant_id].append(spot)
    return found


def _shortages(
    items: Mapping[int, ItemNow], spots: Spots, wanted: Mapping[int, int]
) -> list[Shortage]:
    short = []
    for variant_id, item in sorted(items.items()):
        has = _has(spots[variant_id])
        if item.room is not None and wanted[variant_id] - has > item.room:
            short.append(Shortage(variant_id, wanted[variant_id], has + item.room))
    return short


def _takes(item: ItemNow, spots: Sequence[Spot], wanted: int) -> list[Take]:
    """What is missing of the wanted units, at the locations that give it."""
    missing = wanted - _has(spots)
    if missing <= 0:
        return []
    shares = allocate(places_of(item, spots), missing)
    return [Take(item.variant_id, s.location_id, s.quantity, s.backordered) for s in shares]


def places_of(item: ItemNow, spots: Sequence[Spot]) -> list[Place]:
    """The locations that sell, in order; the main one has what the others leave of the item."""
    elsewhere = sum(spot.on_hand - spot.reserved for spot in spots)
    return [
        Place(spot.location_id, spot.on_hand - spot.reserved)
        if spot.location_id is not None
        else Place(None, item.available - elsewhere)
        for spot in spots
        if spot.is_active
    ]


def _has(spots: Sequence[Spot]) -> int:
    """Units that the reservation has got so far, shipped ones included."""
    return sum(spot.quantity - spot.released for spot in spots)


def _renew(db: Session, store_id: int, ref: str, spots: Spots, expires_at: datetime | None) -> None:
    """What was set aside before ends when the rest does."""
    stale = {
        spot.variant_id
        for of_variant in spots.values()
        for spot in of_variant
        if spot.held and spot.confirmed_at is None and spot.expires_at != expires_at
    }
    if stale:
        rows = ReservationRows(db, store_id)
        rows.renew(ref, stale, expires_at=expires_at, moment=utc_now())
