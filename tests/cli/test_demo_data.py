"""The demonstration: the same at every load, whole after an interruption, and lifelike."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.cli.demo import filling, world
from app.cli.demo.buyers import visits_of
from app.cli.demo.catalogue import assortment, products_of
from app.cli.demo.load import load_demo
from app.cli.demo.repositories.demo_rows import DemoRows
from app.cli.demo.reversals import reversals_of
from app.cli.demo.seeds import Stage, StoreSeed
from app.cli.demo.terms import delivery_minor, percent_of, tax_class_of
from app.cli.demo.trade import Counterparties, orders_of
from app.cli.ending import CommandRefused
from app.kernel.clock import freeze
from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store, enter_stores
from app.kernel.security.passwords import verify_password
from app.modules.contracts.orders import OrderIn
from app.modules.contracts.shipping import Parcel
from app.modules.contracts.taxes import TaxLine, TaxRequest
from app.modules.core.services.module_switches import ModuleSwitches
from app.modules.shipping.services.shipping_quoter import shipping_quoter
from app.modules.taxes.services.tax_calculator import tax_calculator
from app.modules.tenancy.models import Platform, Store, StorePlatform, User
from tests.emptying import empty_database
from tests.factories import make_platform

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SCALE = 0.02
TABLES = (
    "catalog_product",
    "catalog_variant",
    "customers_customer",
    "orders_order",
    "orders_order_line",
    "orders_reversal",
    "inventory_stock_item",
    "inventory_movement",
    "cms_page",
    "cms_media_file",
    "cms_theme",
    "marketplace_import_job",
    "marketplace_staging_product",
    "taxes_settings",
    "shipping_zone",
    "shipping_method",
)
BIGGEST = world.STORES[0]


def loaded(settings: Settings) -> None:
    load_demo(settings, Console(file=io.StringIO()), scale=SCALE)


def seen(db: Session) -> Session:
    """The session with every store in its scope."""
    enter_stores(db, db.scalars(select(Store.id)).all())
    return db


def fingerprint(database: Database) -> dict[str, object]:
    """How many rows each table has, and the sums that a different story would change."""
    with database.transaction() as db:
        seen(db)
        counts = {name: db.scalar(text(f"SELECT count(*) FROM {name}")) for name in TABLES}
        sums = db.execute(
            text("SELECT sum(gross_minor), sum(units), max(placed_at) FROM orders_order")
        ).one()
        levels = db.execute(
            text("SELECT sum(on_hand), sum(reserved) FROM inventory_stock_item")
        ).one()
        return {**counts, "orders": tuple(sums), "levels": tuple(levels)}


def story(store: StoreSeed, now: datetime, scale: float = 0.1) -> list[OrderIn]:
    stage = Stage(store, now)
    goods = assortment(stage, products_of(stage), {})
    others = Counterparties({}, {"letz": 1, "harbour": 2})
    return list(orders_of(stage, visits_of(stage, scale), goods, others))


class TestLoading:
    pytestmark = pytest.mark.slow

    def test_twice_is_once(self, settings: Settings, committed: Database) -> None:
        with freeze(NOON):
            loaded(settings)
        first = fingerprint(committed)

        with freeze(NOON + timedelta(days=3)):
            loaded(settings)

        assert fingerprint(committed) == first
        assert all(first.values())

    def test_a_killed_load_goes_on_and_ends_the_same(
        self, settings: Settings, committed: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = filling.Filling.fill

        def killed_in_the_fourth(self: filling.Filling) -> None:
            whole(self)
            if self.stage.store == world.STORES[3]:
                raise KeyboardInterrupt

        with monkeypatch.context() as patch, freeze(NOON):
            patch.setattr(filling.Filling, "fill", killed_in_the_fourth)
            with pytest.raises(KeyboardInterrupt):
                loaded(settings)
        with committed.transaction() as db:
            filled_before = len(DemoRows(db).filled_stores())
        with freeze(NOON + timedelta(hours=5)):
            loaded(settings)
        resumed = fingerprint(committed)
        _forget_everything(committed, settings)
        with freeze(NOON):
            loaded(settings)

        assert filled_before == 3
        assert resumed == fingerprint(committed)

    def test_the_world_has_what_it_is_to_show(
        self, settings: Settings, committed: Database
    ) -> None:
        with freeze(NOON):
            loaded(settings)

        with committed.transaction() as db:
            seen(db)
            orders = db.execute(text("SELECT DISTINCT currency FROM orders_order")).scalars()
            assert set(orders) == {"EUR", "GBP"}
            assert set(db.scalars(select(Store.time_zone))) == {
                "Europe/Luxembourg",
                "Europe/London",
            }
            stock = db.execute(
                text(
                    "SELECT min(on_hand), min(on_hand - reserved),"
                    " count(*) FILTER (WHERE on_hand - reserved BETWEEN 1 AND low_stock_threshold),"
                    " count(*) FILTER (WHERE on_hand - reserved <= 0) FROM inventory_stock_item"
                )
            ).one()
            assert stock[0] >= 0
            assert stock[1] >= 0
            assert min(stock[2:]) > 0
            states = db.execute(text("SELECT DISTINCT state FROM marketplace_import_job")).scalars()
            assert set(states) == {"running", "finished", "failed"}

    def test_what_is_bought_now_is_taxed_and_brought_as_before(
        self, settings: Settings, committed: Database
    ) -> None:
        with freeze(NOON):
            loaded(settings)

        with committed.transaction() as db:
            stores = {store.code: store.id for store in db.scalars(select(Store))}
            for seed in (store for store in world.STORES if store.orders):
                store_id = stores[seed.code]
                enter_store(db, store_id)
                line = TaxLine("goods", 10_000, tax_class_of(seed))
                asked = TaxRequest(seed.country, seed.currency, NOON, [line])
                tax = tax_calculator.tax(db, store_id, asked)
                small = Parcel(seed.country, seed.currency, 5_000, 500)
                offers = shipping_quoter.offers(db, store_id, small, locale="en")
                classes = db.scalars(text("SELECT DISTINCT tax_class FROM catalog_product")).all()

                assert tax.lines[0].rate == seed.tax_percent
                assert tax.are_prices_gross
                assert offers[0].price_minor == delivery_minor(seed, seed.country, 5_000)
                assert classes == [tax_class_of(seed)]

    def test_the_level_was_never_negative(self, settings: Settings, committed: Database) -> None:
        with freeze(NOON):
            loaded(settings)

        with committed.transaction() as db:
            least = seen(db).scalar(
                text(
                    "SELECT min(level) FROM (SELECT sum(on_hand_change) OVER"
                    " (PARTITION BY store_id, variant_id ORDER BY happened_at, id) AS level"
                    " FROM inventory_movement) AS levels"
                )
            )
        assert least is not None
        assert least >= 0

    def test_platforms_differ_and_share_stores(
        self, settings: Settings, committed: Database
    ) -> None:
        with freeze(NOON):
            sign_ins = load_demo(settings, Console(file=io.StringIO()), scale=SCALE)

        with committed.transaction() as db:
            platforms = {platform.code: platform for platform in db.scalars(select(Platform))}
            enabled = {
                code: {m.code for m in ModuleSwitches(db, platform.id).enabled()}
                for code, platform in platforms.items()
            }
            shared = db.scalars(
                select(StorePlatform.store_id)
                .where(StorePlatform.is_active)
                .group_by(StorePlatform.store_id)
                .having(func.count() > 1)
            ).all()
            hashes = {user.email: user.password_hash for user in db.scalars(select(User))}
        assert enabled["letz"] - enabled["harbour"] == {"cms", "marketplace"}
        assert len(shared) >= 3
        for sign_in in sign_ins:
            assert verify_password(hashes[sign_in.email], sign_in.password).ok

    def test_another_platform_of_that_code_is_left_alone(
        self, settings: Settings, committed: Database
    ) -> None:
        with committed.transaction() as db:
            make_platform(db, "letz")

        with pytest.raises(CommandRefused, match="'letz'"):
            loaded(settings)


class TestStory:
    def test_is_the_same_from_the_same_day(self) -> None:
        assert story(BIGGEST, NOON) == story(BIGGEST, NOON)

    def test_goes_on_during_the_day(self) -> None:
        morning = story(BIGGEST, NOON)
        evening = story(BIGGEST, NOON + timedelta(hours=9))

        assert len(evening) > len(morning)
        assert [_bare(order) for order in evening[: len(morning)]] == [
            _bare(order) for order in morning
        ]

    def test_never_tells_the_future(self) -> None:
        stage = Stage(BIGGEST, NOON)
        orders = story(BIGGEST, NOON, scale=1.0)
        backs = list(reversals_of(stage, orders))
        moments = [
            moment
            for order in orders
            for moment in (order.placed_at, order.paid_at, order.fulfilled_at, order.cancelled_at)
            if moment is not None
        ]

        assert max(moments) <= NOON
        assert max(back.occurred_at for back in backs) <= NOON

    def test_returns_and_regulars_are_as_in_life(self) -> None:
        orders = story(BIGGEST, NOON, scale=1.0)
        backs = list(reversals_of(Stage(BIGGEST, NOON), orders))
        returns = [back for back in backs if back.kind != "cancellation"]
        people = {order.customer_email for order in orders}
        december = [order for order in orders if order.placed_at.month == 12]
        january = [order for order in orders if order.placed_at.month == 1]

        assert 0.025 < len(returns) / len(orders) < 0.045
        assert len(people) < len(orders) * 0.55
        assert len(december) > 1.25 * len(january)

    def test_buyers_paid_the_prices_on_the_tags(self) -> None:
        stage = Stage(BIGGEST, NOON)
        prices = {
            variant.sku: variant.price_minor
            for product in products_of(stage)
            for variant in product.variants
        }
        lines = [line for order in story(BIGGEST, NOON) for line in order.lines]
        full = [line for line in lines if not line.discount_minor]

        assert full
        for line in full:
            tag = (prices[line.sku] or 0) * line.quantity
            assert abs(line.gross_minor + line.tax_minor - tag) <= 1
            assert line.tax_minor == percent_of(line.gross_minor, BIGGEST.tax_percent)

    def test_what_leaves_great_britain_is_not_taxed(self) -> None:
        british = next(store for store in world.STORES if store.code == "north-wharf")
        orders = story(british, NOON)

        assert {order.country == "GB" for order in orders} == {True, False}
        for order in orders:
            tax = order.shipping_tax_minor + sum(line.tax_minor for line in order.lines)
            assert (tax > 0) is (order.country == "GB")

    def test_a_closed_store_has_no_orders_after_its_end(self) -> None:
        closed = next(store for store in world.STORES if store.closed_days is not None)
        stage = Stage(closed, NOON)

        assert max(order.placed_at for order in story(closed, NOON)) <= stage.end


def _bare(order: OrderIn) -> OrderIn:
    """Without what may still happen to it during the day."""
    return replace(order, paid_at=None, fulfilled_at=None, cancelled_at=None, failed_at=None)


def _forget_everything(database: Database, settings: Settings) -> None:
    empty_database(settings)
    database.dispose()
