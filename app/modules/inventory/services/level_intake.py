"""Sets what can be sold from each location to what a source says."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.stock import LevelIn, LevelsTaken, MovementReason
from app.modules.inventory.repositories.catalog_variants import CatalogVariants
from app.modules.inventory.repositories.item_locks import ItemLocks, ItemNow
from app.modules.inventory.repositories.levels_now import levels_elsewhere
from app.modules.inventory.repositories.locations import Locations
from app.modules.inventory.repositories.stock_ledger import Change, StockLedger
from app.modules.inventory.services.keep_stock import begin_to_keep, change_how_kept
from app.modules.inventory.services.locations import all_locations
from app.modules.inventory.services.stock_change import StockChange

# By location, None the main one.
Wanted = Mapping[int | None, int]
Held = Mapping[int | None, tuple[int, int]]


def take_levels(
    db: Session, store_id: int, levels: Sequence[LevelIn], *, is_one_place: bool
) -> LevelsTaken:
    """See the contract."""
    ids = CatalogVariants(db, store_id).ids_of_skus(level.sku for level in levels)
    places = _places(db, store_id, levels, is_one_place=is_one_place)
    wanted: dict[int, dict[int | None, int]] = {}
    for level in levels:
        if level.sku in ids and level.location in places:
            of_variant = wanted.setdefault(ids[level.sku], {})
            of_variant[places[level.location]] = level.available
    skus = {variant_id: sku for sku, variant_id in ids.items() if variant_id in wanted}
    changed, kept_elsewhere = _set_levels(db, store_id, wanted, skus) if wanted else (0, set())
    return LevelsTaken(
        changed,
        frozenset(level.sku for level in levels) - ids.keys(),
        frozenset(level.location for level in levels) - places.keys(),
        frozenset(skus[variant_id] for variant_id in kept_elsewhere),
    )


def _places(
    db: Session, store_id: int, levels: Sequence[LevelIn], *, is_one_place: bool
) -> dict[str, int | None]:
    """The open ones of the locations that are named, locked so that none is closed meanwhile.

    A code goes before a name; neither regards capitals.
    """
    found, names = all_locations(db, store_id), {level.location for level in levels}
    if is_one_place and len(found) == 1:
        return dict.fromkeys(names)
    main = [each for each in found if each.is_main]
    others = Locations(db, store_id).lock(each.id for each in found if not each.is_main)
    sells = [*main, *(each for each in others.values() if each.is_active)]
    by_name = {each.name.casefold(): each for each in reversed(sells)}
    by_name |= {each.code.casefold(): each for each in sells}
    meant = {name: by_name[name.casefold()] for name in names if name.casefold() in by_name}
    return {name: None if each.is_main else each.id for name, each in meant.items()}


def _set_levels(
    db: Session, store_id: int, wanted: Mapping[int, Wanted], skus: Mapping[int, str]
) -> tuple[int, set[int]]:
    """How many levels changed, and the variants with units where none are named for them."""
    created = begin_to_keep(db, store_id, skus)
    items = _tracked(db, store_id, skus)
    elsewhere = levels_elsewhere(db, store_id, items)
    held = {each: _held(item, elsewhere.get(each, {})) for each, item in items.items()}
    reference = secrets.token_hex(6)
    changes = [
        Change(
            variant_id,
            place,
            MovementReason.OPENING if variant_id in created else MovementReason.CORRECTION,
            available - (on_hand - reserved),
            f"levels/{reference}/{variant_id}/{place or 'main'}",
        )
        for variant_id, of_variant in wanted.items()
        for place, available in of_variant.items()
        for on_hand, reserved in [held[variant_id].get(place, (0, 0))]
        if available != on_hand - reserved
    ]
    if changes:
        now = utc_now()
        stock = StockChange(db, store_id, items, now, new=created)
        stock.begin()
        stock.finish(StockLedger(db, store_id).record(changes, at=now))
    kept_elsewhere = {
        variant_id
        for variant_id, of_variant in wanted.items()
        if any(
            on_hand > 0
            for place, (on_hand, _) in held[variant_id].items()
            if place not in of_variant
        )
    }
    return len(changes), kept_elsewhere


def _tracked(db: Session, store_id: int, skus: Mapping[int, str]) -> dict[int, ItemNow]:
    """The items, locked, of which from now on no more is sold than there is."""
    locks = ItemLocks(db, store_id)
    for item in locks.lock(skus).values():
        if not item.is_tracked:
            change_how_kept(
                db, store_id, item.variant_id, {"is_tracked": True}, lambda _version: None
            )
    return locks.lock(skus)


def _held(item: ItemNow, elsewhere: Mapping[int, tuple[int, int]]) -> Held:
    """What is on hand and set aside at each location; the main one has what the others leave."""
    on_hand = item.on_hand - sum(units for units, _reserved in elsewhere.values())
    reserved = item.reserved - sum(units for _on_hand, units in elsewhere.values())
    return dict([(None, (on_hand, reserved)), *elsewhere.items()])
