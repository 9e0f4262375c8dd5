"""A history of 200 orders in six stores: the same every time, and nothing the database refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy.engine import make_url

from app.kernel.config import Settings
from app.kernel.database.migrate import upgrade_to_head
from app.modules.registry import migration_folders, registry
from bench.keys import schema_of
from bench.load import Loading
from bench.server import History, connect, recreate

pytestmark = pytest.mark.slow
ENDING = datetime(2026, 11, 24, 18, tzinfo=UTC)
CHECKSUM = """
    SELECT md5(string_agg(line, ';' ORDER BY line)) FROM (
        SELECT (o.store_id, o.id, o.placed_at, o.paid_at, o.gross_minor, l.sku, l.quantity)::text
        FROM orders_order AS o
        JOIN orders_order_line AS l ON l.store_id = o.store_id AND l.order_id = o.id
    ) AS lines (line)
"""
WRONG_TOTALS = """
    SELECT count(*) FROM orders_order AS o JOIN (
        SELECT store_id, order_id, sum(gross_minor) AS gross, sum(discount_minor) AS discount,
            sum(tax_minor) AS tax, sum(quantity) AS units
        FROM orders_order_line GROUP BY 1, 2
    ) AS l ON l.store_id = o.store_id AND l.order_id = o.id
    WHERE (o.gross_minor, o.discount_minor, o.tax_minor - o.shipping_tax_minor, o.units)
        IS DISTINCT FROM (l.gross, l.discount, l.tax, l.units)
"""
WRONG_LEVELS = """
    SELECT count(*) FROM inventory_stock_item AS i LEFT JOIN (
        SELECT store_id, variant_id, sum(on_hand_change) AS on_hand,
            sum(reserved_change) AS reserved
        FROM inventory_movement GROUP BY 1, 2
    ) AS m USING (store_id, variant_id)
    WHERE (i.on_hand, i.reserved) IS DISTINCT FROM
        (coalesce(m.on_hand, 0), coalesce(m.reserved, 0)) OR i.on_hand < 0
"""
FILLED = (
    "tenancy_store_member",
    "customers_customer",
    "catalog_variant",
    "inventory_movement",
    "orders_order_event",
    "orders_reversal_line",
    "cms_page",
    "marketplace_staging_product",
)


@pytest.fixture
def server_url(settings: Settings) -> str:
    return settings.owner_url


@pytest.fixture
def database(server_url: str, settings: Settings, worker_id: str) -> Iterator[str]:
    name = f"bench_test_{worker_id}"
    recreate(server_url, name)
    url = make_url(server_url).set(database=name).render_as_string(hide_password=False)
    upgrade_to_head(url, settings, migration_folders(registry()))
    yield name
    with connect(server_url, "postgres") as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


class TestLoading:
    def test_makes_the_same_history_of_the_same_seed_and_keeps_all_keys(
        self, server_url: str, database: str
    ) -> None:
        before = _schema(server_url, database)

        first = self._load(server_url, database, seed=1)
        again = self._load(server_url, database, seed=1)
        other = self._load(server_url, database, seed=2)

        assert first == again != other
        assert _schema(server_url, database) == before
        assert _one(server_url, database, "SELECT count(*) FROM orders_order") == 200
        assert _one(server_url, database, WRONG_TOTALS) == 0
        assert _one(server_url, database, WRONG_LEVELS) == 0
        for table in FILLED:
            assert _one(server_url, database, f"SELECT count(*) FROM {table}"), table

    def _load(self, server_url: str, database: str, *, seed: int) -> object:
        with connect(server_url, database) as connection:
            connection.execute("TRUNCATE tenancy_platform, tenancy_merchant, tenancy_user CASCADE")
        history = History(orders=200, stores=6, seed=seed, ending=ENDING)
        Loading(server_url, history, lambda _: None, database=database).run()
        return _one(server_url, database, CHECKSUM)


def _one(server_url: str, database: str, query: str) -> object:
    with connect(server_url, database) as connection:
        row = connection.execute(query).fetchone()
    return row and row[0]


def _schema(server_url: str, database: str) -> list[tuple[object, ...]]:
    with connect(server_url, database) as connection:
        return schema_of(connection)
