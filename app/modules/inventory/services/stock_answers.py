"""Stock as the team of a store sees it over the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from app.kernel.http.cursors import page_of, read_cursor, read_moment_cursor
from app.kernel.http.schemas import PageOut
from app.modules.inventory.exceptions import UnknownVariant
from app.modules.inventory.models import Location
from app.modules.inventory.repositories.catalog_variants import CatalogVariants
from app.modules.inventory.repositories.levels_now import levels_elsewhere
from app.modules.inventory.repositories.stock_rows import StockRows
from app.modules.inventory.schemas.stock import (
    LevelOut,
    MovementOut,
    ReservationOut,
    StockOut,
    StockRowOut,
    StockState,
)
from app.modules.inventory.services.locations import all_locations, find_location, main_location_id

_MOST_RESERVATIONS, _MOST_MOVEMENTS = 50, 20
AnyRow = Row[*tuple[Any, ...]]


def stock_page(
    db: Session,
    store_id: int,
    *,
    cursor: str | None,
    limit: int,
    state: StockState | None = None,
    sku: str | None = None,
    location_id: int | None = None,
) -> PageOut[StockRowOut]:
    """Kept stock, by variant. Raises CursorInvalid, UnknownLocation."""
    after = read_cursor(cursor, [int])
    rows = StockRows(db, store_id).items(
        after=after[0] if after else 0,
        limit=limit + 1,
        state=state,
        sku=sku,
        location=_place(db, store_id, location_id),
    )
    page = page_of(rows, limit, lambda row: [row.variant_id])
    return PageOut(items=[_row_out(row) for row in page.items], next_cursor=page.next_cursor)


def stock_of(db: Session, store_id: int, variant_id: int) -> StockOut:
    """All about one variant of the catalogue, its stock kept or not. Raises UnknownVariant."""
    rows = StockRows(db, store_id)
    row = rows.item(variant_id)
    if row is None:
        return _not_kept(db, store_id, variant_id)
    places = {place.id: place for place in all_locations(db, store_id)}
    main = next(place.id for place in places.values() if place.is_main)
    return StockOut(
        **_row_out(row).model_dump(),
        version=row.version,
        levels=_levels(db, store_id, row, list(places.values())),
        reservations=[
            ReservationOut.model_validate(held)
            for held in rows.reservations(variant_id, _MOST_RESERVATIONS, main_id=main)
        ],
        movements=[
            MovementOut.model_validate(move)
            for move in rows.movements(limit=_MOST_MOVEMENTS, main_id=main, variant_id=variant_id)
        ],
    )


def movements_page(
    db: Session,
    store_id: int,
    *,
    cursor: str | None,
    limit: int,
    variant_id: int | None = None,
    reason: str | None = None,
    location_id: int | None = None,
) -> PageOut[MovementOut]:
    """The ledger, the latest first. Raises CursorInvalid, UnknownLocation."""
    if location_id is not None:
        find_location(db, store_id, location_id)
    rows = StockRows(db, store_id).movements(
        before=read_moment_cursor(cursor),
        limit=limit + 1,
        main_id=main_location_id(db, store_id),
        variant_id=variant_id,
        reason=reason,
        location_id=location_id,
    )
    page = page_of(rows, limit, lambda row: [row.happened_at.isoformat(), row.id])
    items = [MovementOut.model_validate(row) for row in page.items]
    return PageOut(items=items, next_cursor=page.next_cursor)


def _place(db: Session, store_id: int, location_id: int | None) -> tuple[int, bool] | None:
    if location_id is None:
        return None
    return location_id, find_location(db, store_id, location_id).is_main


def _row_out(row: AnyRow) -> StockRowOut:
    tracked = row.is_tracked
    return StockRowOut(
        variant_id=row.variant_id,
        sku=row.sku,
        title=row.title,
        is_tracked=tracked,
        state=_state(row),
        on_hand=row.on_hand if tracked else None,
        reserved=row.reserved if tracked else None,
        available=row.on_hand - row.reserved if tracked else None,
        low_stock_threshold=row.low_stock_threshold,
        may_backorder=row.may_backorder,
        backorder_limit=row.backorder_limit,
    )


def _state(row: AnyRow) -> StockState:
    """That of the whole store, also where one location is looked at."""
    if not row.is_tracked:
        return StockState.UNTRACKED
    if row.available_anywhere <= 0:
        return StockState.OUT
    is_low = row.available_anywhere <= row.low_stock_threshold
    return StockState.LOW if is_low else StockState.ENOUGH


def _not_kept(db: Session, store_id: int, variant_id: int) -> StockOut:
    """A variant of which nobody has said how many there are: version 0."""
    sku = CatalogVariants(db, store_id).skus_of_ids([variant_id]).get(variant_id)
    if sku is None:
        raise UnknownVariant
    return StockOut(
        variant_id=variant_id,
        sku=sku,
        title=sku,
        is_tracked=False,
        state=StockState.UNTRACKED,
        on_hand=None,
        reserved=None,
        available=None,
        low_stock_threshold=0,
        may_backorder=False,
        backorder_limit=None,
        version=0,
        levels=[],
        reservations=[],
        movements=[],
    )


def _levels(db: Session, store_id: int, row: AnyRow, places: Sequence[Location]) -> list[LevelOut]:
    """Every location of a tracked item, in the order in which goods are taken."""
    if not row.is_tracked:
        return []
    elsewhere = levels_elsewhere(db, store_id, [row.variant_id]).get(row.variant_id, {})
    here: Mapping[int, tuple[int, int]] = {
        place.id: _rest(row, elsewhere) if place.is_main else elsewhere.get(place.id, (0, 0))
        for place in places
    }
    return [
        LevelOut(
            location_id=place.id,
            code=place.code,
            name=place.name,
            on_hand=here[place.id][0],
            reserved=here[place.id][1],
            available=here[place.id][0] - here[place.id][1],
        )
        for place in places
    ]


def _rest(row: AnyRow, elsewhere: Mapping[int, tuple[int, int]]) -> tuple[int, int]:
    """What the other locations leave to the main one."""
    on_hand = row.on_hand - sum(level[0] for level in elsewhere.values())
    return on_hand, row.reserved - sum(level[1] for level in elsewhere.values())
