"""Places where stock is kept: opened, ordered, closed and removed, and what is taken from where."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.stock import MovementReason, Shortage, StockLine
from app.modules.inventory.models import Level, Reservation
from app.modules.inventory.services.adjust_stock import AdjustLine, adjust
from app.modules.inventory.services.locations import (
    all_locations,
    main_location_id,
    open_location,
)
from app.modules.inventory.services.stock_reserver import stock_reserver as stock
from tests.factories import make_store
from tests.modules.inventory.factories import make_item
from tests.modules.inventory.team import House
from tests.modules.inventory.test_stock_intake import levels
from tests.races import differences


def place(db: Session, store_id: int, code: str, priority: int = 10) -> int:
    return open_location(
        db, store_id, {"code": code, "name": code.title(), "country": None, "priority": priority}
    ).id


def put(db: Session, store_id: int, variant_id: int, location_id: int, units: int) -> None:
    line = AdjustLine(variant_id=variant_id, on_hand=units, location_id=location_id)
    adjust(db, store_id, [line], reason=MovementReason.DELIVERY, note=None)


def held(db: Session) -> dict[tuple[str, int | None], int]:
    rows = db.scalars(select(Reservation).execution_options(populate_existing=True))
    return {(row.ref, row.location_id): row.quantity - row.released - row.shipped for row in rows}


class TestTakingFromLocations:
    def test_one_parcel_where_one_place_has_everything(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store, 2)
        far = place(db, store.id, "far", 20)
        put(db, store.id, item, far, 9)

        stock.reserve(db, store.id, "small", [StockLine(item, 2)], expires_at=None)
        stock.reserve(db, store.id, "large", [StockLine(item, 5)], expires_at=None)

        assert held(db) == {("small", None): 2, ("large", far): 5}
        assert levels(db) == {item: (11, 7)}

    def test_the_lowest_priority_first_and_split_where_needed(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store, 2)
        near, far = place(db, store.id, "near", -1), place(db, store.id, "far", 20)
        put(db, store.id, item, near, 3)
        put(db, store.id, item, far, 4)

        stock.reserve(db, store.id, "o", [StockLine(item, 8)], expires_at=None)
        short = stock.reserve(db, store.id, "p", [StockLine(item, 2)], expires_at=None)

        assert held(db) == {("o", near): 3, ("o", None): 2, ("o", far): 3}
        assert short == [Shortage(item, 2, 1)]

    def test_ships_from_where_it_was_set_aside(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store, 1)
        far = place(db, store.id, "far")
        put(db, store.id, item, far, 4)
        stock.reserve(db, store.id, "o", [StockLine(item, 5)], expires_at=None)

        for _time in range(2):
            stock.ship(db, store.id, "o", "s", [StockLine(item, 3)])
        stock.release(db, store.id, "o", [StockLine(item, 1)])

        there = db.scalars(select(Level).execution_options(populate_existing=True)).one()
        assert levels(db) == {item: (2, 1)}
        assert (there.on_hand, there.reserved) == (2, 1)
        assert held(db) == {("o", None): 0, ("o", far): 1}

    def test_what_was_never_set_aside_leaves_from_where_it_is(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store, 1)
        far = place(db, store.id, "far")
        put(db, store.id, item, far, 2)

        for _time in range(2):
            stock.ship(db, store.id, "o", "s", [StockLine(item, 4)])

        there = db.scalars(select(Level).execution_options(populate_existing=True)).one()
        assert (there.on_hand, there.reserved) == (0, 0)
        assert levels(db) == {item: (-1, 0)}


class TestLocations:
    def test_the_main_one_is_made_once(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)

        first, second = all_locations(db, store.id), all_locations(db, store.id)

        assert [(each.code, each.is_main) for each in first] == [("main", True)]
        assert [each.id for each in second] == [main_location_id(db, store.id)]

    def test_are_opened_changed_and_removed(self, house: House) -> None:
        body = {"code": "esch", "name": "Esch", "country": "LU", "priority": 5}

        made = house.owner.post("/locations", body)
        again = house.owner.post("/locations", body)
        path = f"/locations/{made.json()['id']}"
        changed = house.owner.patch(path, {"priority": -5, "country": None}, 1)
        listed = house.viewer.ask("/locations").json()["items"]
        removed = house.owner.delete(path, 2)

        assert (made.status_code, again.status_code) == (201, 409)
        assert again.json()["code"] == "inventory.location_code_taken"
        assert (changed.json()["country"], changed.headers["ETag"]) == (None, '"2"')
        assert [each["code"] for each in listed] == ["esch", "main"]
        assert (removed.status_code, house.owner.ask(path).status_code) == (204, 404)

    def test_one_with_stock_is_not_closed_and_one_with_history_not_removed(
        self, house: House
    ) -> None:
        place_id = house.owner.post("/locations", {"code": "esch", "name": "Esch"}).json()["id"]
        path = f"/locations/{place_id}"
        self.set(house, place_id, 3)

        full = house.owner.patch(path, {"is_active": False}, 1)
        self.set(house, place_id, 0)
        closed = house.owner.patch(path, {"is_active": False}, 1)
        kept = house.owner.delete(path, 2)
        refused = house.owner.post(
            "/stock/adjust",
            {"lines": [{"variant_id": house.items[0], "change": 1, "location_id": place_id}]},
        )

        assert (full.status_code, full.json()["code"]) == (409, "inventory.location_in_use")
        assert closed.json()["is_active"] is False
        assert (kept.status_code, kept.json()["code"]) == (409, "inventory.location_has_history")
        assert refused.json()["problems"] == [{"line": 0, "problem": "closed_location"}]
        assert differences(house.database) == []

    def test_the_main_one_stays(self, house: House) -> None:
        main = house.owner.ask("/locations").json()["items"][0]
        path = f"/locations/{main['id']}"

        closed = house.owner.patch(path, {"is_active": False}, 1)
        removed = house.owner.delete(path, 1)

        assert {closed.status_code, removed.status_code} == {409}
        assert closed.json()["code"] == "inventory.main_location_stays"

    def test_changes_need_right_and_version(self, house: House) -> None:
        main = house.owner.ask("/locations").json()["items"][0]
        path = f"/locations/{main['id']}"

        assert house.owner.patch(path, {"name": "House"}, None).status_code == 428
        assert house.owner.patch(path, {"name": "House"}, 5).status_code == 412
        assert house.viewer.patch(path, {"name": "House"}, 1).status_code == 403
        assert house.stranger.ask(path).status_code == 404
        assert house.stranger.patch(path, {"name": "House"}, 1).status_code == 404
        assert house.stranger.delete(path, 1).status_code == 404

    def test_levels_are_told_by_place(self, house: House) -> None:
        place_id = house.owner.post("/locations", {"code": "esch", "name": "Esch"}).json()["id"]
        main = house.owner.ask("/locations").json()["items"][0]["id"]
        self.set(house, place_id, 3)
        full = house.items[0]

        seen = house.viewer.ask(f"/stock/{full}").json()
        there = house.viewer.ask("/stock", location_id=place_id).json()["items"]
        here = house.viewer.ask("/stock", location_id=main).json()["items"]
        moved = house.viewer.ask("/stock/movements", location_id=place_id).json()["items"]

        assert [(level["code"], level["on_hand"]) for level in seen["levels"]] == [
            ("main", 5),
            ("esch", 3),
        ]
        assert [(row["variant_id"], row["on_hand"]) for row in there] == [(full, 3)]
        assert [(row["variant_id"], row["on_hand"]) for row in here] == [(full, 5)]
        assert [move["location_id"] for move in moved] == [place_id]

    def test_the_main_one_is_made_once_by_many(self, house: House) -> None:
        def look(_place: int) -> list[Any]:
            with house.database.transaction() as db:
                enter_store(db, house.store_id)
                return [each.id for each in all_locations(db, house.store_id)]

        with ThreadPoolExecutor(6) as pool:
            seen = list(pool.map(look, range(12)))

        assert len({tuple(each) for each in seen}) == 1

    def set(self, house: House, place_id: int, units: int) -> None:
        line = {"variant_id": house.items[0], "on_hand": units, "location_id": place_id}
        assert house.owner.post("/stock/adjust", {"lines": [line]}).status_code == 201
