"""The standing laws: they hold after anything, and each finds what breaks it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.clock import freeze, utc_now
from app.modules.contracts.events import AvailabilityChanged
from app.modules.contracts.stock import MovementReason, StockLine
from app.modules.inventory.repositories.invariants import INVARIANTS
from app.modules.inventory.services import stock_change
from app.modules.inventory.services.adjust_stock import AdjustLine, adjust
from app.modules.inventory.services.expire_reservations import release_expired
from app.modules.inventory.services.recount_stock import stock_recount
from app.modules.inventory.services.stock_reserver import stock_reserver as stock
from app.modules.registry import registry
from tests.factories import make_store
from tests.modules.inventory.factories import at, make_item, move
from tests.modules.inventory.test_allocation import EXAMPLES
from tests.modules.inventory.test_locations import place, put
from tests.modules.inventory.test_stock_intake import levels

ITEMS, REFS = 3, ("a", "b", "c")
operation = st.tuples(
    st.sampled_from(
        ["reserve", "reserve", "confirm", "release", "all", "ship", "restock", "adjust", "wait"]
    ),
    st.sampled_from(REFS),
    st.integers(0, ITEMS - 1),
    st.integers(1, 6),
)


def broken(db: Session) -> list[str]:
    """The codes of the laws that rows break."""
    return [law.code for law in INVARIANTS if db.execute(text(law.violations)).first()]


class TestLaws:
    def test_are_declared(self) -> None:
        assert set(INVARIANTS) <= set(registry().invariants())

    @pytest.mark.parametrize(
        ("law", "damage"),
        [
            ("items_are_their_movements", "UPDATE inventory_stock_item SET on_hand = on_hand + 1"),
            ("levels_are_their_movements", "UPDATE inventory_level SET reserved = reserved - 1"),
            ("levels_are_their_movements", "DELETE FROM inventory_level"),
            (
                "reservations_are_their_movements",
                "UPDATE inventory_reservation SET quantity = quantity + 1",
            ),
        ],
    )
    def test_find_what_breaks_them(self, db: Session, law: str, damage: str) -> None:
        store = make_store(db)
        item = make_item(db, store, 2)
        put(db, store.id, item, place(db, store.id, "far"), 2)
        stock.reserve(db, store.id, "a", [StockLine(item, 4)], expires_at=None)
        assert broken(db) == []

        db.execute(text(damage))

        assert broken(db) == [f"inventory.{law}"]

    def test_find_what_was_sold_twice(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store, 2)
        stock.reserve(db, store.id, "a", [StockLine(item, 2)], expires_at=None)
        db.execute(text("UPDATE inventory_stock_item SET may_backorder = true"))
        stock.reserve(db, store.id, "b", [StockLine(item, 1)], expires_at=None)
        db.execute(text("UPDATE inventory_stock_item SET may_backorder = false"))
        assert broken(db) == []

        db.execute(text("UPDATE inventory_reservation SET backordered = 0"))

        assert broken(db) == ["inventory.nothing_is_oversold"]

    def test_let_stock_be_lost_and_imported_as_it_was(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store, 5)
        stock.reserve(db, store.id, "a", [StockLine(item, 4)], expires_at=None)
        line = AdjustLine(variant_id=item, on_hand=1)

        adjust(db, store.id, [line], reason=MovementReason.CORRECTION, note=None)
        move(db, store, item, -9, at("2024-01-01"), reserved=2)

        assert broken(db) == []


class TestRecount:
    def test_finds_nothing_where_all_is_well(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store, 2)
        put(db, store.id, item, place(db, store.id, "far"), 2)

        assert stock_recount.recount(db, store.id) == []

    def test_mends_what_was_damaged(self, db: Session) -> None:
        store = make_store(db)
        item, other = make_item(db, store, 2), make_item(db, store, 3)
        far = place(db, store.id, "far")
        put(db, store.id, item, far, 2)
        put(db, store.id, other, far, 1)
        whole = levels(db)
        db.execute(text("UPDATE inventory_stock_item SET on_hand = 99, reserved = 1"))
        db.execute(text("DELETE FROM inventory_level WHERE variant_id = :id"), {"id": item})

        found = stock_recount.recount(db, store.id)

        assert [(drift.variant_id, drift.location_id) for drift in found] == [
            (item, None),
            (item, far),
            (other, None),
        ]
        assert levels(db) == whole
        assert stock_recount.recount(db, store.id) == []
        assert broken(db) == []

    def test_tells_what_can_be_bought_again(
        self, db: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told: list[AvailabilityChanged] = []
        monkeypatch.setattr(stock_change, "announce", lambda _db, fact: told.append(fact))
        store = make_store(db)
        item = make_item(db, store, 2)
        db.execute(text("UPDATE inventory_stock_item SET on_hand = 0"))
        told.clear()

        stock_recount.recount(db, store.id)

        assert told == [AvailabilityChanged(store.id, (item,))]


class Model:
    """What should be held, in the simplest words."""

    def __init__(self, db: Session) -> None:
        self.db = db
        self.now = utc_now()
        store = make_store(db)
        self.store_id = store.id
        self.items = [make_item(db, store, 4) for _ in range(ITEMS)]
        far = place(db, store.id, "far")
        put(db, store.id, self.items[0], far, 3)
        self.on_hand = dict(zip(self.items, (7, 4, 4), strict=True))
        self.had: dict[tuple[str, int], int] = {}
        self.held: dict[tuple[str, int], int] = {}
        self.ends: dict[tuple[str, int], bool] = {}
        self.count = 0

    def step(self, what: str, ref: str, place_: int, units: int) -> None:
        item = self.items[place_]
        self.count += 1
        getattr(self, what)(ref, item, units)

    def free(self, item: int) -> int:
        held = sum(units for (_ref, of), units in self.held.items() if of == item)
        return self.on_hand[item] - held

    def reserve(self, ref: str, item: int, units: int) -> None:
        key = (ref, item)
        until = self.now + timedelta(minutes=15)
        lines = [StockLine(item, units)]
        short = stock.reserve(self.db, self.store_id, ref, lines, expires_at=until)
        missing = max(0, units - self.had.get(key, 0))
        assert bool(short) is (missing > max(0, self.free(item)))
        if not short:
            if not self.held.get(key):
                self.ends[key] = True
            self.had[key] = self.had.get(key, 0) + missing
            self.held[key] = self.held.get(key, 0) + missing

    def confirm(self, ref: str, item: int, units: int) -> None:
        sure = stock.confirm(self.db, self.store_id, ref)
        mine = [key for key in self.had if key[0] == ref]
        if sure:
            self.ends.update({key: False for key in mine if self.held.get(key)})

    def release(self, ref: str, item: int, units: int) -> None:
        stock.release(self.db, self.store_id, ref, [StockLine(item, units)])
        self._let_go((ref, item), units)

    def all(self, ref: str, item: int, units: int) -> None:
        stock.release(self.db, self.store_id, ref)
        for key in list(self.held):
            if key[0] == ref:
                self._let_go(key, self.held[key])

    def ship(self, ref: str, item: int, units: int) -> None:
        key = (ref, item)
        for _time in range(2):
            lines = [StockLine(item, units)]
            stock.ship(self.db, self.store_id, ref, f"s{self.count}", lines)
        self.on_hand[item] -= units
        self.held[key] = max(0, self.held.get(key, 0) - units)

    def restock(self, ref: str, item: int, units: int) -> None:
        for _time in range(2):
            lines = [StockLine(item, units)]
            stock.restock(self.db, self.store_id, f"r{self.count}", lines)
        self.on_hand[item] += units

    def adjust(self, ref: str, item: int, units: int) -> None:
        line = AdjustLine(variant_id=item, change=units)
        reason = MovementReason.CORRECTION
        adjust(self.db, self.store_id, [line], reason=reason, note=None)
        self.on_hand[item] += units

    def wait(self, ref: str, item: int, units: int) -> None:
        """Twenty minutes, then the sweep."""
        self.now += timedelta(minutes=20)
        with freeze(self.now):
            release_expired(self.db, self.store_id)
        for key, ends in self.ends.items():
            if ends:
                self._let_go(key, self.held.get(key, 0))

    def _let_go(self, key: tuple[str, int], units: int) -> None:
        gone = min(units, self.held.get(key, 0))
        if gone:
            self.held[key] -= gone
            self.had[key] -= gone

    def reserved(self) -> dict[int, tuple[int, int]]:
        return {
            item: (self.on_hand[item], self.on_hand[item] - self.free(item)) for item in self.items
        }


class TestAnythingInAnyOrder:
    @settings(
        max_examples=max(20, EXAMPLES // 10),
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(steps=st.lists(operation, max_size=12))
    def test_agrees_with_the_simplest_reckoning(
        self, db: Session, steps: list[tuple[str, str, int, int]]
    ) -> None:
        with db.begin_nested() as savepoint:
            model = Model(db)
            for step in steps:
                with freeze(model.now):
                    model.step(*step)
                assert levels(db) == model.reserved()
            assert broken(db) == []
            assert stock_recount.recount(db, model.store_id) == []
            savepoint.rollback()
