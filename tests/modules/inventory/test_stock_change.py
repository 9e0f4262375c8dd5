"""What follows from a change of levels: word of what sells, and figures that a recount finds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from app.kernel.clock import freeze, utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.catalog.services.catalog_intake import catalog_intake
from app.modules.contracts.catalog import ProductIn, VariantIn
from app.modules.contracts.events import AvailabilityChanged, ProductsChanged
from app.modules.contracts.stock import MovementReason
from app.modules.inventory.definition import inventory_module
from app.modules.inventory.models import StockItem
from app.modules.inventory.services import stock_change
from app.modules.inventory.services.adjust_stock import AdjustLine, adjust
from app.modules.inventory.services.keep_stock import change_how_kept, follow_products
from app.modules.inventory.services.stock_intake import stock_intake
from app.modules.inventory.services.stock_reserver import stock_reserver as stock
from app.modules.registry import registry
from tests.factories import make_store
from tests.modules.inventory.factories import (
    LONG_AGO,
    item_in,
    make_item,
    make_variants,
    move_in,
)
from tests.modules.inventory.test_reservations_side_by_side import Shop
from tests.modules.inventory.test_stock_reserver import line
from tests.races import differences


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """The variants of each AvailabilityChanged."""
    heard: list[tuple[int, ...]] = []

    def announce(_db: Session, happened: AvailabilityChanged) -> None:
        heard.append(happened.variant_ids)

    monkeypatch.setattr(stock_change, "announce", announce)
    return heard


def count(db: Session, store_id: int, variant_id: int, units: int) -> None:
    wanted = AdjustLine(variant_id=variant_id, on_hand=units)
    adjust(db, store_id, [wanted], reason=MovementReason.CORRECTION, note=None)


class TestAvailabilityChanged:
    def test_is_told_when_a_variant_begins_or_ceases_to_sell(
        self, db: Session, told: list[tuple[int, ...]]
    ) -> None:
        store = make_store(db)
        item, other = make_item(db, store, 3), make_item(db, store, 3)
        told.clear()

        stock.reserve(db, store.id, "a", [line(item, 2), line(other, 1)], expires_at=None)
        stock.reserve(db, store.id, "b", [line(item, 1)], expires_at=None)
        stock.ship(db, store.id, "a", "s", [line(item, 2)])
        stock.release(db, store.id, "b")
        stock.restock(db, store.id, "r", [line(item, 1)])
        count(db, store.id, item, 0)

        assert told == [(item,), (item,), (item,)]

    def test_a_first_count_of_none_ends_selling_and_one_of_some_changes_nothing(
        self, db: Session, told: list[tuple[int, ...]]
    ) -> None:
        store = make_store(db)
        none, some = make_variants(db, store, 2)

        count(db, store.id, none, 0)
        count(db, store.id, some, 4)

        assert told == [(none,)]

    def test_how_stock_is_kept_decides_too(self, db: Session, told: list[tuple[int, ...]]) -> None:
        store = make_store(db)
        item = make_item(db, store)
        told.clear()

        for values in ({"may_backorder": True}, {"backorder_limit": 0}, {"is_tracked": False}):
            change_how_kept(db, store.id, item, values, lambda _version: None)
        change_how_kept(db, store.id, item, {"low_stock_threshold": 3}, lambda _version: None)

        assert told == [(item,), (item,), (item,)]

    def test_what_is_taken_in_from_outside_is_told(
        self, db: Session, told: list[tuple[int, ...]]
    ) -> None:
        store = make_store(db)
        item = make_variants(db, store)[0]
        moves = [move_in(item, 2, utc_now(), ref="r")]

        stock_intake.take_items(db, store.id, [item_in(item)])
        for _time in range(2):
            stock_intake.take_movements(db, store.id, moves)

        assert told == [(item,), (item,)]

    def test_becomes_a_job_where_somebody_listens(self, db: Session) -> None:
        listeners = [each for each in registry() if AvailabilityChanged in each.reactions]
        store = make_store(db)
        jobs = text(
            "SELECT count(*) FROM stoa_jobs.procrastinate_jobs"
            " WHERE args->>'event' = 'AvailabilityChanged'"
        )
        before = db.scalar(jobs)

        item = make_item(db, store, 1)
        stock.reserve(db, store.id, "a", [line(item)], expires_at=None)

        assert db.scalar(jobs) - before == 3 * len(listeners)


class TestFigures:
    def test_follow_reservations_without_asking_the_facts(self, committed: Database) -> None:
        shop = Shop(committed, 3)
        sent: list[str] = []

        def note(*given: object) -> None:
            sent.append(str(given[2]))

        event.listen(committed.engine, "before_cursor_execute", note)
        assert shop.reserve("a", *shop.items)
        event.remove(committed.engine, "before_cursor_execute", note)

        assert not any("PARTITION BY" in one.upper() for one in sent)
        assert differences(committed) == []

    @pytest.mark.parametrize("later", [timedelta(hours=2), timedelta(days=3)])
    def test_are_right_when_something_happened_later(
        self, committed: Database, later: timedelta
    ) -> None:
        shop = Shop(committed, 3, 4)
        now = utc_now()
        with committed.transaction() as db:
            enter_store(db, shop.store_id)
            moves = [move_in(shop.items[0], -2, now + later)]
            stock_intake.take_movements(db, shop.store_id, moves)

        with freeze(now):
            assert shop.reserve("a", *shop.items)
            with committed.transaction() as db:
                enter_store(db, shop.store_id)
                stock.ship(db, shop.store_id, "a", "s", [line(item) for item in shop.items])
                stock.restock(db, shop.store_id, "r", [line(shop.items[0], 5)])

        assert differences(committed) == []

    def test_are_right_where_nobody_looked_for_the_latest_movement_yet(
        self, committed: Database
    ) -> None:
        shop = Shop(committed, 3)
        with committed.transaction() as db:
            enter_store(db, shop.store_id)
            moves = [move_in(shop.items[0], -2, utc_now() + timedelta(days=1))]
            stock_intake.take_movements(db, shop.store_id, moves)
            db.execute(text("UPDATE inventory_stock_item SET moved_at = NULL"))

        assert shop.reserve("a", *shop.items)
        assert differences(committed) == []
        with committed.transaction() as db:
            enter_store(db, shop.store_id)
            moved_at = db.scalars(select(StockItem.moved_at)).one()
        assert moved_at == moves[0].happened_at


class TestFollowProducts:
    def test_items_bear_the_names_of_their_variants(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        product = ProductIn("test", "mug", "Mug", LONG_AGO, (VariantIn("MUG", "Mug"),))
        variant_id = catalog_intake.take_products(db, store.id, [product]).variant_ids["MUG"]
        stock_intake.take_items(db, store.id, [item_in(variant_id, sku="OLD", title="Old")])
        product_id = db.scalar(
            text("SELECT product_id FROM catalog_variant WHERE id = :id"), {"id": variant_id}
        )

        follow_products(db, ProductsChanged(store.id, (product_id, 999_999)))

        found = db.scalars(select(StockItem).execution_options(populate_existing=True)).one()
        assert (found.sku, found.title) == ("MUG", "Mug")
        assert ProductsChanged in inventory_module.reactions

    def test_products_without_stock_are_none_of_its_business(self, db: Session) -> None:
        store = make_store(db)
        make_variants(db, store)

        follow_products(db, ProductsChanged(store.id, (1, 2, 3)))

        assert db.scalars(select(StockItem)).all() == []
