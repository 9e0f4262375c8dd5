"""Reservations in many transactions at once: nothing sold twice, nobody in a ring of waits."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.stock import StockLine
from app.modules.inventory.repositories.item_locks import OF_VARIANTS, ItemLocks, ItemNow
from app.modules.inventory.services.stock_reserver import stock_reserver as stock
from tests.factories import make_store
from tests.modules.inventory.factories import make_item
from tests.modules.inventory.test_stock_intake import levels
from tests.modules.inventory.test_stock_reserver import SOON
from tests.races import differences


class Shop:
    """A committed store with some stock items, which many try to reserve."""

    def __init__(self, database: Database, *units: int) -> None:
        self.database = database
        with database.transaction() as db:
            store = make_store(db)
            self.store_id = store.id
            self.items = [make_item(db, store, number) for number in units]

    def reserve(self, ref: str, *items: int) -> bool:
        """Whether one unit of each could be set aside."""
        with self.database.transaction() as db:
            enter_store(db, self.store_id)
            lines = [StockLine(item, 1) for item in items]
            return not stock.reserve(db, self.store_id, ref, lines, expires_at=utc_now() + SOON)

    def levels(self) -> dict[int, tuple[int, int]]:
        with self.database.transaction() as db:
            enter_store(db, self.store_id)
            return levels(db)


class TestSideBySide:
    def test_fifty_want_one_of_ten(self, committed: Database) -> None:
        shop = Shop(committed, 10)
        together = Barrier(20)

        def want(number: int) -> bool:
            if number < 20:
                together.wait(10)
            return shop.reserve(f"order:{number}", shop.items[0])

        with ThreadPoolExecutor(20) as pool:
            outcomes = Counter(pool.map(want, range(50)))

        assert outcomes == {True: 10, False: 40}
        assert shop.levels() == {shop.items[0]: (10, 10)}
        assert differences(committed) == []

    def test_control_without_the_lock_more_is_sold_than_there_is(
        self, committed: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lock = ItemLocks.lock

        def lock_late(locks: ItemLocks, variant_ids: Iterable[int]) -> dict[int, ItemNow]:
            found = lock(locks, variant_ids)
            time.sleep(0.05)
            return found

        monkeypatch.setattr(ItemLocks, "locking_variants", OF_VARIANTS)
        monkeypatch.setattr(ItemLocks, "lock", lock_late)
        shop = Shop(committed, 10)

        with ThreadPoolExecutor(20) as pool:
            sold = sum(pool.map(lambda n: shop.reserve(f"order:{n}", shop.items[0]), range(50)))

        assert sold > 10

    def test_the_same_reservation_at_once_is_one(self, committed: Database) -> None:
        shop = Shop(committed, 10)
        together = Barrier(8)

        def want(_place: int) -> bool:
            together.wait(10)
            return shop.reserve("order:1", shop.items[0])

        with ThreadPoolExecutor(8) as pool:
            assert all(pool.map(want, range(8)))

        assert shop.levels() == {shop.items[0]: (10, 1)}

    def test_overlapping_lines_never_wait_in_a_ring(self, committed: Database) -> None:
        shop = Shop(committed, *[200] * 6)
        choice = random.Random(4)  # noqa: S311  which carts, not whose secrets
        carts = [choice.sample(shop.items, 3) for _ in range(120)]

        with ThreadPoolExecutor(8) as pool:
            done = list(
                pool.map(lambda n: shop.reserve(f"order:{n}", *carts[n]), range(len(carts)))
            )

        assert all(done)
        wanted = Counter(item for cart in carts for item in cart)
        assert shop.levels() == {item: (200, wanted[item]) for item in shop.items}
        assert differences(committed) == []

    def test_what_fails_half_way_holds_nothing(self, committed: Database) -> None:
        shop = Shop(committed, 5)

        def fail() -> None:
            with committed.transaction() as db:
                enter_store(db, shop.store_id)
                line = [StockLine(shop.items[0], 5)]
                assert not stock.reserve(db, shop.store_id, "o", line, expires_at=None)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()

        assert shop.levels() == {shop.items[0]: (5, 0)}
        assert shop.reserve("other", shop.items[0])
        assert differences(committed) == []
