"""A store on two platforms is counted on both, and once in all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import text, update

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_stores
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.core.services.stats_aggregator import stats_aggregator
from app.modules.tenancy.models import StorePlatform
from tests.journeys.people import person
from tests.journeys.world import OTHER_PLATFORM, PLATFORM, World, link

SEVEN = {"tenancy", "customers", "cms", "catalog", "inventory", "orders", "marketplace"}
ALL = MetricsContext(period="all")


def unlink(database: Database, world: World, store: str, platform: str) -> None:
    with database.transaction() as db:
        db.execute(
            update(StorePlatform)
            .where(
                StorePlatform.store_id == world.stores[store],
                StorePlatform.platform_id == world.platforms[platform],
            )
            .values(is_active=False, unlinked_at=utc_now() - timedelta(seconds=1))
        )


def number(stats: dict[str, list[MetricValue]], key: str) -> float:
    found = [value.value for value in stats[key.partition(".")[0]] if value.key == key]
    assert found, key
    return sum(float(value) for value in found if value is not None)


def of_platform(database: Database, world: World, platform: str, key: str) -> float:
    with database.transaction() as db:
        stats = stats_aggregator.get_admin_dashboard_stats(db, world.platforms[platform], ALL)
    return number(stats, key)


def of_store(database: Database, world: World, store: str, platform: str, key: str) -> float:
    with database.transaction() as db:
        stats = stats_aggregator.get_store_dashboard_stats(
            db, store_id=world.stores[store], platform_id=world.platforms[platform], context=ALL
        )
    return number(stats, key)


class TestTwoPlatforms:
    @pytest.mark.parametrize(
        "key", ["orders.total", "customers.total", "catalog.products", "orders.units_sold"]
    )
    def test_a_store_counts_on_both_and_once_in_all(
        self, world: World, database: Database, key: str
    ) -> None:
        one = of_store(database, world, "target", PLATFORM, key)
        before = {p: of_platform(database, world, p, key) for p in world.platforms}
        in_all = of_all(database, world)

        link(database, world, "target", OTHER_PLATFORM)

        assert one > 0
        assert of_platform(database, world, PLATFORM, key) == before[PLATFORM]
        assert of_platform(database, world, OTHER_PLATFORM, key) == before[OTHER_PLATFORM] + one
        assert of_store(database, world, "target", OTHER_PLATFORM, key) == one
        assert of_all(database, world) == in_all
        assert in_all[0] == len(world.stores)

    def test_an_inactive_link_does_not_count(
        self, app: FastAPI, world: World, database: Database
    ) -> None:
        one = of_store(database, world, "target", PLATFORM, "orders.total")
        before = of_platform(database, world, PLATFORM, "orders.total")
        stores = of_platform(database, world, PLATFORM, "tenancy.total_stores")
        operator = person(app, "operator", "admin")

        unlink(database, world, "target", PLATFORM)

        assert of_platform(database, world, PLATFORM, "orders.total") == before - one
        assert of_platform(database, world, PLATFORM, "tenancy.total_stores") == stores - 1
        assert "MarkTargetMark" not in operator.browser.get("/admin/orders?period=all").text

    def test_for_a_plain_session(self, world: World, database: Database) -> None:
        """Code outside the repository has a session of its own and sets no scope."""
        with database.transaction() as db:
            stats = stats_aggregator.get_store_dashboard_stats(
                db, store_id=world.target, platform_id=world.platform
            )

            assert set(stats) >= SEVEN
            assert all(isinstance(v, MetricValue) for values in stats.values() for v in values)
            assert all(stats[category] for category in SEVEN)
            assert number(stats, "orders.total") > 0
            assert not db.scalar(text("SELECT current_setting('app.store_id', true)"))
            assert db.scalar(text("SELECT count(*) FROM orders_order")) == 0


def of_all(database: Database, world: World) -> tuple[int, int]:
    """Stores and orders over all platforms, as one statement over their distinct stores."""
    with database.transaction() as db:
        linked = "SELECT DISTINCT store_id FROM tenancy_store_platform WHERE is_active"
        store_ids = tuple(db.scalars(text(linked)))
        enter_stores(db, store_ids)
        orders = db.scalar(text("SELECT count(*) FROM orders_order"))
    assert set(store_ids) <= set(world.stores.values())
    return len(store_ids), int(orders or 0)
