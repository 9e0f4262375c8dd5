"""Taking stock in: once, in any order, never into another store, and never in a ring of waits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import permutations
from threading import Barrier

import pytest
from sqlalchemy import literal_column, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.types import Text

from app.kernel.database.engine import Database
from app.kernel.database.locks import in_lock_order
from app.kernel.database.scope import enter_store
from app.modules.contracts.intake import IntakeCount
from app.modules.contracts.stock import STOCK_INTAKE, MovementIn, StockItemIn
from app.modules.inventory.exceptions import UnknownStockItem
from app.modules.inventory.models import Movement, StockItem
from app.modules.inventory.services.stock_intake import stock_intake
from app.modules.registry import registry
from tests.factories import make_store
from tests.modules.inventory.factories import at, item_in, make_item, make_variants, move_in

NOON = at("2024-03-01T12:00")


def levels(db: Session) -> dict[int, tuple[int, int]]:
    statement = select(StockItem.variant_id, StockItem.on_hand, StockItem.reserved)
    return {variant_id: (on_hand, held) for variant_id, on_hand, held in db.execute(statement)}


def contents(db: Session) -> list[tuple[object, ...]]:
    """Every row with the place it is stored in, which changes when it is written."""
    place = literal_column("ctid", Text())
    return [
        tuple(row)
        for table in (StockItem.__table__, Movement.__table__)
        for row in db.execute(select(table, place).order_by(table.c.id))
    ]


class TestTakeItems:
    def test_is_found_under_its_capability(self) -> None:
        assert registry().find(STOCK_INTAKE) is stock_intake

    def test_creates_updates_and_leaves_alone(self, db: Session) -> None:
        store = make_store(db)
        items = [item_in(one) for one in make_variants(db, store, 3)]

        first = stock_intake.take_items(db, store.id, items)
        before = contents(db)
        again = stock_intake.take_items(db, store.id, items)
        unmoved = contents(db)
        changed = [replace(items[0], low_stock_threshold=9), items[1], items[2]]
        third = stock_intake.take_items(db, store.id, changed)

        assert (first, again) == (IntakeCount(created=3), IntakeCount(unchanged=3))
        assert unmoved == before
        assert third == IntakeCount(updated=1, unchanged=2)
        assert stock_intake.take_items(db, store.id, []) == IntakeCount()

    def test_never_touches_levels_and_keeps_the_earliest_creation(self, db: Session) -> None:
        store = make_store(db)
        variant_id = make_item(db, store, 7)
        item = item_in(variant_id, title="Renamed", created_at=at("2024-01-01"))

        stock_intake.take_items(db, store.id, [item, replace(item, is_tracked=False)])

        found = db.scalars(select(StockItem)).one()
        assert (found.on_hand, found.title, found.is_tracked) == (7, "Renamed", False)
        assert found.created_at == at("2021-01-01")

    def test_what_is_not_said_stays_as_the_store_has_it(self, db: Session) -> None:
        store = make_store(db)
        variant_id = make_item(db, store, low_stock_threshold=5)
        silent = item_in(variant_id, low_stock_threshold=None, begins_tracked=False, title="New")

        def taken(*items: StockItemIn) -> tuple[bool, int, bool, int]:
            stock_intake.take_items(db, store.id, items)
            found = db.scalars(select(StockItem).execution_options(populate_existing=True)).one()
            return (
                found.is_tracked,
                found.low_stock_threshold,
                found.may_backorder,
                found.version,
            )

        assert taken(silent) == (True, 5, False, 1)
        assert taken(replace(silent, is_tracked=False), silent) == (False, 5, False, 2)
        assert taken(silent) == (False, 5, False, 2)
        assert taken(replace(silent, low_stock_threshold=1)) == (False, 1, False, 3)
        assert taken(replace(silent, may_backorder=True), silent) == (False, 1, True, 4)
        assert taken(silent) == (False, 1, True, 4)

    def test_what_is_new_begins_as_it_says(self, db: Session) -> None:
        store = make_store(db)
        shy, plain = make_variants(db, store, 2)

        items = [StockItemIn(shy, "A", "A", NOON, begins_tracked=False)]
        stock_intake.take_items(db, store.id, [*items, StockItemIn(plain, "B", "B", NOON)])

        asked = select(StockItem.variant_id, StockItem.is_tracked, StockItem.low_stock_threshold)
        assert set(db.execute(asked)) == {(shy, False, 0), (plain, True, 0)}

    def test_no_order_of_batches_matters(self, db: Session) -> None:
        outcomes = []
        for days in (("2024-03-01", "2024-03-05"), ("2024-03-05", "2024-03-01")):
            store = make_store(db)
            variant_id = make_variants(db, store)[0]
            for day in days:
                items = [item_in(variant_id, created_at=at(day))]
                stock_intake.take_items(db, store.id, items)
            found = db.scalars(select(StockItem)).one()
            outcomes.append((found.created_at, found.moved_at))

        assert outcomes[0] == outcomes[1]

    def test_cannot_keep_stock_of_another_stores_variant(self, db: Session) -> None:
        mine, other = make_store(db), make_store(db)
        foreign = make_variants(db, other)[0]
        enter_store(db, mine.id)

        with pytest.raises(IntegrityError, match="foreign key"), db.begin_nested():
            stock_intake.take_items(db, mine.id, [item_in(foreign)])


class TestTakeMovements:
    def test_moves_levels_by_what_is_new(self, db: Session) -> None:
        store = make_store(db)
        first, second = (make_item(db, store) for _ in range(2))
        moves = [
            move_in(first, 10, NOON, ref="a"),
            move_in(second, 4, NOON, ref="b"),
            move_in(first, -3, NOON, reserved=2, ref="c"),
        ]

        taken = stock_intake.take_movements(db, store.id, moves)
        before = contents(db)
        again = stock_intake.take_movements(db, store.id, moves)
        unmoved = contents(db)
        more = [*moves, move_in(second, 1, NOON, ref="d"), move_in(second, 1, NOON, ref="d")]
        third = stock_intake.take_movements(db, store.id, more)

        assert (taken, again) == (IntakeCount(created=3), IntakeCount(unchanged=3))
        assert unmoved == before
        assert third == IntakeCount(created=1, unchanged=3)
        assert levels(db) == {first: (7, 2), second: (5, 0)}
        assert stock_intake.take_movements(db, store.id, []) == IntakeCount()

    def test_no_order_of_batches_matters(self, db: Session) -> None:
        outcomes = []
        for order in permutations(range(3)):
            store = make_store(db)
            item = make_item(db, store, created_at=at("2024-05-01"))
            moves = [move_in(item, n + 1, at(f"2024-03-0{n + 1}"), ref=f"r{n}") for n in range(3)]
            for place in order:
                stock_intake.take_movements(db, store.id, [moves[place]])
            found = db.scalars(select(StockItem)).one()
            outcomes.append((found.on_hand, found.created_at))

        assert set(outcomes) == {(6, at("2024-03-01"))}

    def test_refuses_a_variant_without_a_stock_item(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store)
        bare = make_variants(db, store)[0]
        moves = [move_in(item, 1, NOON), move_in(bare, 1, NOON)]

        with pytest.raises(UnknownStockItem) as refusal:
            stock_intake.take_movements(db, store.id, moves)

        assert (refusal.value.status, refusal.value.params) == (422, {"variant_id": bare})
        assert levels(db)[item] == (0, 0)

    def test_refuses_another_stores_item(self, db: Session) -> None:
        mine, other = make_store(db), make_store(db)
        foreign = make_item(db, other)
        enter_store(db, mine.id)

        with pytest.raises(UnknownStockItem):
            stock_intake.take_movements(db, mine.id, [move_in(foreign, 1, NOON)])

    def test_cannot_write_into_a_store_that_was_not_entered(self, db: Session) -> None:
        mine, other = make_store(db), make_store(db)
        variant_id = make_variants(db, other)[0]
        enter_store(db, mine.id)

        with pytest.raises(DBAPIError, match="row-level security"), db.begin_nested():
            stock_intake.take_items(db, other.id, [item_in(variant_id)])

    def test_takes_thousands_in_one_batch(self, db: Session) -> None:
        store = make_store(db)
        variants = make_variants(db, store, 300)
        stock_intake.take_items(db, store.id, [item_in(one) for one in variants])
        moves = [move_in(variants[n % 300], 1, NOON) for n in range(3_000)]

        taken = stock_intake.take_movements(db, store.id, moves)

        assert taken.created == 3_000


class Shop:
    """A committed store with two stock items, for transactions that run side by side."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with database.transaction() as db:
            store = make_store(db)
            self.store_id = store.id
            self.items = [make_item(db, store, 100) for _ in range(2)]

    def levels(self) -> list[int]:
        with self.database.transaction() as db:
            enter_store(db, self.store_id)
            found = levels(db)
            return [found[item][0] for item in self.items]

    def opposed(self, number: int) -> list[list[MovementIn]]:
        """Batches that name both items, every second one the other way round."""
        batches = []
        for place in range(number):
            order = self.items if place % 2 else self.items[::-1]
            batches.append([move_in(item, -1, NOON) for item in order])
        return batches


class TestSideBySide:
    def test_opposed_batches_neither_deadlock_nor_lose_a_unit(self, committed: Database) -> None:
        shop = Shop(committed)
        batches = shop.opposed(60)

        def take(batch: list[MovementIn]) -> int:
            with shop.database.transaction() as db:
                enter_store(db, shop.store_id)
                return stock_intake.take_movements(db, shop.store_id, batch).created

        with ThreadPoolExecutor(6) as pool:
            taken = list(pool.map(take, batches))

        assert taken == [2] * 60
        assert shop.levels() == [40, 40]

    def test_the_same_movement_at_the_same_time_counts_once(self, committed: Database) -> None:
        shop = Shop(committed)
        batch = [move_in(item, -1, NOON, ref=f"once-{item}") for item in shop.items]
        together = Barrier(4)

        def take(_place: int) -> int:
            with shop.database.transaction() as db:
                enter_store(db, shop.store_id)
                together.wait(10)
                return stock_intake.take_movements(db, shop.store_id, batch).created

        with ThreadPoolExecutor(4) as pool:
            taken = list(pool.map(take, range(4)))

        assert sorted(taken) == [0, 0, 0, 2]
        assert shop.levels() == [99, 99]

    def test_control_rows_taken_in_the_order_asked_for_end_in_a_deadlock(
        self, committed: Database
    ) -> None:
        shop = Shop(committed)
        holding_one = Barrier(2)

        def naive(order: list[int]) -> str:
            try:
                with shop.database.transaction() as db:
                    enter_store(db, shop.store_id)
                    for place, item in enumerate(order):
                        db.execute(
                            update(StockItem)
                            .where(
                                StockItem.store_id == shop.store_id, StockItem.variant_id == item
                            )
                            .values(on_hand=StockItem.on_hand - 1)
                        )
                        if place == 0:
                            holding_one.wait(10)
            except OperationalError as failure:
                return type(failure.orig).__name__
            return "done"

        with ThreadPoolExecutor(2) as pool:
            outcomes = list(pool.map(naive, [shop.items, shop.items[::-1]]))

        assert sorted(outcomes) == ["DeadlockDetected", "done"]

    def test_control_levels_read_before_they_are_written_lose_units(
        self, committed: Database
    ) -> None:
        shop = Shop(committed)
        both_have_read = Barrier(2)

        def naive(_place: int) -> None:
            with shop.database.transaction() as db:
                enter_store(db, shop.store_id)
                mine = (StockItem.store_id == shop.store_id, StockItem.variant_id == shop.items[0])
                level = db.scalars(select(StockItem.on_hand).where(*mine)).one()
                both_have_read.wait(10)
                db.execute(update(StockItem).where(*mine).values(on_hand=level - 1))

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(naive, range(2)))

        assert shop.levels()[0] == 99


class TestInLockOrder:
    def test_orders_by_primary_key_and_locks(self, db: Session) -> None:
        asked = select(StockItem.variant_id).order_by(StockItem.title.desc())

        locking = str(in_lock_order(asked, StockItem).compile(dialect=db.get_bind().dialect))

        assert locking.endswith(
            "ORDER BY inventory_stock_item.store_id, inventory_stock_item.id"
            " FOR NO KEY UPDATE OF inventory_stock_item"
        )

    def test_reads_the_row_afresh(self, db: Session) -> None:
        store = make_store(db)
        make_item(db, store, 5)
        item = db.scalars(select(StockItem)).one()
        db.execute(text("UPDATE inventory_stock_item SET on_hand = 3"))
        assert item.on_hand == 5

        locked = db.scalars(in_lock_order(select(StockItem), StockItem)).one()

        assert locked is item
        assert locked.on_hand == 3
