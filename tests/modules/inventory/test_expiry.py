"""Reservations end by themselves: by the sweep, and by whoever needs the stock."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.clock import freeze, utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.stock import Shortage, StockLine
from app.modules.core.services.laws import breaches
from app.modules.inventory.models import Movement
from app.modules.inventory.repositories.invariants import INVARIANTS
from app.modules.inventory.services.expire_reservations import SWEEP, release_expired
from app.modules.inventory.services.stock_reserver import stock_reserver as stock
from app.modules.registry import registry
from tests.factories import make_store
from tests.modules.inventory.factories import make_item
from tests.modules.inventory.test_reservations_side_by_side import Shop
from tests.modules.inventory.test_stock_intake import levels
from tests.modules.inventory.test_stock_reserver import SOON, line
from tests.races import differences


@pytest.fixture
def start() -> Iterator[datetime]:
    moment = utc_now()
    with freeze(moment):
        yield moment


class TestLettingGo:
    def test_spares_what_was_confirmed(self, db: Session, start: datetime) -> None:
        store = make_store(db)
        item = make_item(db, store, 5)
        for ref in ("mine", "bought"):
            stock.reserve(db, store.id, ref, [line(item, 2)], expires_at=start + SOON)
        stock.confirm(db, store.id, "bought")

        with freeze(start + SOON):
            for _ in range(2):
                release_expired(db, store.id)

        assert levels(db) == {item: (5, 2)}
        released = select(Movement.reserved_change).where(Movement.reason == "release")
        assert db.scalars(released).all() == [-2]

    def test_waits_on_for_what_was_renewed(self, db: Session, start: datetime) -> None:
        store = make_store(db)
        item = make_item(db, store, 5)
        stock.reserve(db, store.id, "o", [line(item, 2)], expires_at=start + SOON)
        stock.reserve(db, store.id, "o", [line(item, 2)], expires_at=start + 3 * SOON)

        with freeze(start + SOON):
            assert release_expired(db, store.id) == 0

        assert levels(db) == {item: (5, 2)}

    def test_a_clock_set_back_lets_nothing_go_early(self, db: Session, start: datetime) -> None:
        store = make_store(db)
        item = make_item(db, store, 5)
        stock.reserve(db, store.id, "o", [line(item, 2)], expires_at=start + SOON)

        with freeze(start - timedelta(days=1)):
            assert release_expired(db, store.id) == 0
            stock.release(db, store.id, "o", [line(item, 1)])
            assert stock.confirm(db, store.id, "o")

        assert levels(db) == {item: (5, 1)}


class TestTheSweep:
    def test_is_known_to_the_worker(self) -> None:
        assert SWEEP in registry().jobs()

    def test_lets_go_in_every_store(self, committed: Database) -> None:
        shops = [Shop(committed, 3, 3) for _ in range(2)]
        late = Shop(committed, 3)
        for shop in shops:
            assert shop.reserve("o", *shop.items)
        with freeze(utc_now() + 2 * SOON):
            assert late.reserve("o", *late.items)

        with freeze(utc_now() + SOON + timedelta(seconds=1)):
            SWEEP.run()

        for shop in shops:
            assert shop.levels() == dict.fromkeys(shop.items, (3, 0))
        assert late.levels() == {late.items[0]: (3, 1)}
        assert differences(committed) == []
        assert list(breaches(committed, INVARIANTS)) == []


class TestUnderShortage:
    def test_what_expired_is_let_go_for_others(self, db: Session, start: datetime) -> None:
        store = make_store(db)
        item, other = make_item(db, store, 3), make_item(db, store, 3)
        stock.reserve(db, store.id, "a", [line(item, 2), line(other, 3)], expires_at=start + SOON)
        stock.reserve(db, store.id, "b", [line(item, 1)], expires_at=start + 9 * SOON)

        with freeze(start + SOON):
            short = stock.reserve(db, store.id, "c", [line(item, 3)], expires_at=None)
            taken = stock.reserve(db, store.id, "c", [line(item, 2)], expires_at=None)

        assert short == [Shortage(item, 3, 2)]
        assert not taken
        assert levels(db) == {item: (3, 3), other: (3, 3)}

    def test_before_its_time_nothing_is(self, db: Session, start: datetime) -> None:
        store = make_store(db)
        item = make_item(db, store, 3)
        stock.reserve(db, store.id, "a", [line(item, 3)], expires_at=start + SOON)

        with freeze(start + SOON - timedelta(microseconds=1)):
            assert stock.reserve(db, store.id, "c", [line(item)], expires_at=None)
            assert stock.confirm(db, store.id, "a")

    def test_confirming_and_expiring_at_once_ends_one_way(self, committed: Database) -> None:
        shop = Shop(committed, *[1] * 10)
        for number, item in enumerate(shop.items):
            assert shop.reserve(f"order:{number}", item)
        moment = utc_now() + SOON

        def confirm(number: int) -> bool:
            with freeze(moment - timedelta(days=1)), committed.transaction() as db:
                enter_store(db, shop.store_id)
                return stock.confirm(db, shop.store_id, f"order:{number}")

        def expire(number: int) -> None:
            with freeze(moment), committed.transaction() as db:
                enter_store(db, shop.store_id)
                release_expired(db, shop.store_id, [shop.items[number]])

        with ThreadPoolExecutor(8) as pool:
            ends = [(pool.submit(confirm, n), pool.submit(expire, n)) for n in range(10)]
            kept = [sure.result() for sure, _gone in ends]
            [gone.result() for _sure, gone in ends]

        held = shop.levels()
        assert [held[item][1] for item in shop.items] == [int(one) for one in kept]
        assert differences(committed) == []


def test_a_line_of_no_units_is_no_line(db: Session) -> None:
    store = make_store(db)
    item = make_item(db, store, 3)

    assert not stock.reserve(db, store.id, "a", [StockLine(item, 0)], expires_at=None)
    assert levels(db) == {item: (3, 0)}
