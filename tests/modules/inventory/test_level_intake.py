"""Levels by location as a source tells them: what can be sold there is what it says."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.modules.contracts.stock import LevelIn, LevelsTaken, StockLine
from app.modules.inventory.models import Level, StockItem
from app.modules.inventory.repositories.catalog_variants import CatalogVariants
from app.modules.inventory.services.locations import change_location
from app.modules.inventory.services.stock_intake import stock_intake
from app.modules.inventory.services.stock_reserver import stock_reserver
from tests.factories import make_store
from tests.modules.inventory.factories import make_item, make_variants
from tests.modules.inventory.test_locations import place, put
from tests.modules.inventory.test_stock_intake import levels


def sku_of(db: Session, store_id: int, variant_id: int) -> str:
    return CatalogVariants(db, store_id).skus_of_ids([variant_id])[variant_id]


def elsewhere(db: Session) -> dict[int, int]:
    rows = db.scalars(select(Level).execution_options(populate_existing=True))
    return {row.location_id: row.on_hand for row in rows}


def test_places_are_known_by_code_and_name_whatever_the_capitals(db: Session) -> None:
    store = make_store(db)
    (item,) = make_variants(db, store)
    sku, barn = sku_of(db, store.id, item), place(db, store.id, "barn")
    said = [LevelIn(sku, "MAIN", 4), LevelIn(sku, "Barn", 3)]

    first, again = (stock_intake.take_levels(db, store.id, said) for _ in range(2))

    assert (first.changed, again) == (2, LevelsTaken())
    assert (levels(db), elsewhere(db)) == ({item: (7, 0)}, {barn: 3})


def test_what_is_set_aside_at_a_place_comes_on_top(db: Session) -> None:
    store = make_store(db)
    item = make_item(db, store, 2)
    sku, barn = sku_of(db, store.id, item), place(db, store.id, "barn")
    put(db, store.id, item, barn, 5)
    stock_reserver.reserve(db, store.id, "order:1", [StockLine(item, 4)], expires_at=None)

    stock_intake.take_levels(db, store.id, [LevelIn(sku, "barn", 6), LevelIn(sku, "main", -1)])

    assert (levels(db), elsewhere(db)) == ({item: (9, 4)}, {barn: 10})


def test_what_is_unknown_or_closed_is_passed_over_and_told(db: Session) -> None:
    store = make_store(db)
    item = make_item(db, store, 2)
    sku, barn = sku_of(db, store.id, item), place(db, store.id, "barn")
    change_location(db, store.id, barn, {"is_active": False}, lambda _version: None)

    said = [LevelIn(sku, "barn", 3), LevelIn(sku, "main", 4), LevelIn("none", "attic", 5)]
    taken = stock_intake.take_levels(db, store.id, said)

    assert taken == LevelsTaken(1, frozenset({"none"}), frozenset({"attic", "barn"}))
    assert levels(db) == {item: (4, 0)}


def test_units_at_a_place_that_is_not_named_stay_and_are_told(db: Session) -> None:
    store = make_store(db)
    item = make_item(db, store, 2)
    sku, barn = sku_of(db, store.id, item), place(db, store.id, "barn")

    taken = stock_intake.take_levels(db, store.id, [LevelIn(sku, "barn", 3)])

    assert taken == LevelsTaken(1, kept_elsewhere=frozenset({sku}))
    assert (levels(db), elsewhere(db)) == ({item: (5, 0)}, {barn: 3})


def test_the_only_place_of_both_is_the_same_whatever_it_is_called(db: Session) -> None:
    store = make_store(db)
    item = make_item(db, store, 2)
    said = [LevelIn(sku_of(db, store.id, item), "Shop location", 9)]

    strange = stock_intake.take_levels(db, store.id, said)
    same = stock_intake.take_levels(db, store.id, said, is_one_place=True)
    place(db, store.id, "barn")
    no_more = stock_intake.take_levels(db, store.id, said, is_one_place=True)

    assert strange.unknown_locations == no_more.unknown_locations == {"Shop location"}
    assert (same, levels(db)) == (LevelsTaken(1), {item: (9, 0)})


def test_stock_that_nobody_tracked_is_tracked_from_now_on(db: Session) -> None:
    store = make_store(db)
    item = make_item(db, store, -5, is_tracked=False)

    stock_intake.take_levels(db, store.id, [LevelIn(sku_of(db, store.id, item), "main", 3)])

    assert levels(db) == {item: (3, 0)}
    assert db.scalars(select(StockItem.is_tracked)).all() == [True]
