"""Keeps the read models complete: places for measures, sums for stores and platforms."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.orm import Session

from app.kernel.config import get_settings
from app.kernel.database.figure_source import FigureSource
from app.kernel.database.locks import lock_names
from app.kernel.database.scope import enter_store, enter_stores
from app.modules.core.repositories.figure_deltas import FigureDeltas
from app.modules.core.repositories.figure_folding import FigureFolding
from app.modules.core.repositories.measure_places import MeasurePlaces
from app.modules.core.repositories.rollup_rows import RollupRows
from app.modules.registry import registry
from app.modules.tenancy.infos import INSTALLATION
from app.modules.tenancy.repositories.installation_rows import InstallationRows
from app.modules.tenancy.repositories.store_directory import StoreDirectory


def give_places(db: Session) -> list[str]:
    """Gives every measure of every module its place; the modules that have new ones."""
    places = MeasurePlaces(db)
    return [source.module for source in registry().figure_sources().values() if places.give(source)]


def fold_store(db: Session, store_id: int) -> int:
    """Folds what a store has not folded yet; how many changes it was.

    0 when another transaction is at it: that one leaves nothing behind that it could see.
    """
    enter_store(db, store_id)
    folding = FigureFolding(db)
    return folding.fold(store_id) if folding.try_lock(store_id) else 0


def stores_to_fold(db: Session) -> list[int]:
    """The stores that have changes to fold, ascending."""
    enter_stores(db, InstallationRows(db).store_ids())
    return FigureFolding(db).waiting()


def outdated_stores(
    db: Session, sources: Mapping[str, FigureSource]
) -> dict[int, list[FigureSource]]:
    """By store, what is not kept yet or in days of another zone."""
    zones = StoreDirectory(db).time_zones()
    enter_stores(db, zones)
    kept = FigureFolding(db).zones()
    missing = {
        store_id: [source for code, source in sources.items() if kept.get((store_id, code)) != zone]
        for store_id, zone in zones.items()
    }
    return {store_id: found for store_id, found in missing.items() if found}


def count_store_anew(db: Session, store_id: int, sources: Collection[FigureSource]) -> None:
    """Replaces a store's figures of these modules by a recount of its facts.

    Platforms that held the store let go of it first; `align_platform` takes it in again.
    """
    _lock_rollups(db, *sources)
    FigureFolding(db).lock([store_id])
    for source in sources:
        _count_anew(db, store_id, source)


def _count_anew(db: Session, store_id: int, source: FigureSource) -> None:
    enter_store(db, store_id)
    for platform_id in RollupRows.holding(db, store_id, source.module):
        _let_go(db, platform_id, store_id, source)
    zone = StoreDirectory(db).time_zone_of_store(store_id)
    FigureDeltas(db, store_id, source).count_anew(zone)


def _lock_rollups(db: Session, *sources: FigureSource) -> None:
    """One at a time moves stores in and out of the sums of these modules.

    Taken before the locks of folding, and those before any row is written: nobody waits in a ring.
    """
    lock_names(db, "rollups", [source.module for source in sources])


def _let_go(db: Session, platform_id: int, store_id: int, source: FigureSource) -> None:
    rollup = RollupRows(db, platform_id)
    zone, members = rollup.find()[source.module]
    _move(db, rollup, [store_id], source, zone, sign=-1)
    rollup.keep(source.module, zone, [member for member in members if member != store_id])


def clear_platform(db: Session, platform_id: int, sources: Collection[FigureSource]) -> None:
    """Empties the platform's sums of these modules; `align_platform` fills them again."""
    _lock_rollups(db, *sources)
    rollup = RollupRows(db, platform_id)
    for source in sources:
        rollup.clear(source.module)


def align_platform(
    db: Session, platform_id: int, source: FigureSource, *, most: int | None = None
) -> int:
    """Makes the platform's sums of a module hold exactly the stores linked to it now.

    How many stores still have to come or go when no more than `most` are moved. `INSTALLATION`
    holds every store, in the zone of the default platform.
    """
    _lock_rollups(db, source)
    zone, wanted = _wanted(db, platform_id)
    rollup = RollupRows(db, platform_id)
    kept_zone, held = rollup.find().get(source.module, (zone, ()))
    if kept_zone != zone:
        rollup.clear(source.module)
        held = ()
    changes = [*((s, 1) for s in wanted - set(held)), *((s, -1) for s in set(held) - wanted)]
    if not changes and held:
        return 0
    moved = sorted(changes)[:most]
    FigureFolding(db).lock([store_id for store_id, _sign in moved])
    for sign in (-1, 1):
        if stores := [store_id for store_id, way in moved if way == sign]:
            _move(db, rollup, stores, source, zone, sign=sign)
    members = set(held) ^ {store_id for store_id, _sign in moved}
    rollup.keep(source.module, zone, sorted(members))
    return 0 if most is None else max(0, len(changes) - most)


def _move(
    db: Session,
    rollup: RollupRows,
    store_ids: Sequence[int],
    source: FigureSource,
    zone: str,
    *,
    sign: int,
) -> None:
    """Adds stores to a rollup or takes them away; those that are not kept yet are counted first."""
    zones = _zones(db, store_ids, source)
    for store_id in sorted(set(store_ids) - zones.keys()):
        _count_anew(db, store_id, source)
    zones = _zones(db, store_ids, source)
    alike = [store_id for store_id in store_ids if zones[store_id] == zone]
    for store_id in sorted(set(store_ids) - set(alike)):
        enter_store(db, store_id)
        rollup.move_recounted(store_id, source, zone, sign=sign)
    if alike:
        enter_stores(db, alike)
        rollup.move(alike, source, sign=sign)


def _zones(db: Session, store_ids: Sequence[int], source: FigureSource) -> dict[int, str]:
    """In which zone each store's figures of the module are kept; others are left out."""
    enter_stores(db, store_ids)
    kept = FigureFolding(db).zones().items()
    return {store_id: zone for (store_id, module), zone in kept if module == source.module}


def _wanted(db: Session, platform_id: int) -> tuple[str, set[int]]:
    if platform_id == INSTALLATION:
        rows = InstallationRows(db)
        return rows.time_zone(get_settings().default_platform), set(rows.store_ids())
    directory = StoreDirectory(db)
    return directory.time_zone_of_platform(platform_id), set(
        directory.store_ids_of_platform(platform_id)
    )
