"""The real data set, to the penny, packed and then plain.

It is never part of the repository, so it may be absent.
"""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.modules.catalog.services.catalog_metrics import catalog_metrics_provider
from app.modules.customers.services.customer_metrics import customer_metrics_provider
from app.modules.inventory.services.inventory_metrics import inventory_metrics_provider
from app.modules.marketplace.services.marketplace_metrics import marketplace_metrics_provider
from app.modules.orders.services.order_metrics import order_metrics_provider
from tests.modules.marketplace.factories import (
    committed_store,
    import_file,
    numbers,
    table_dumps,
)

FILE = Path(__file__).parents[4] / "shared" / "data" / "online_retail_sample.csv.gz"
CSV_SHA256 = "706fe9ce823732657f35ae5a74a75c42ac375430ff0fda7c614cef2d37e0e0ab"
ROWS = {
    "orders_order": 12_526,
    "orders_order_line": 39_222,
    "orders_reversal": 569,
    "orders_reversal_line": 674,
    "inventory_movement": 104,
    "marketplace_open_invoice": 0,
}

pytestmark = [
    pytest.mark.no_cover,
    pytest.mark.slow,
    pytest.mark.skipif(
        not FILE.is_file(), reason="the real data set is not in ../shared/data beside this checkout"
    ),
]


def test_the_figures_are_right_to_the_penny(
    settings: Settings, committed: Database, tmp_path: Path
) -> None:
    store_id = committed_store(committed)
    assert hashlib.sha256(gzip.decompress(FILE.read_bytes())).hexdigest() == CSV_SHA256

    report = import_file(store_id, FILE)

    assert (report.rows, report.created, report.refused_rows) == (40_000, 40_000, 0)
    assert (report.is_complete, report.left_out, report.is_repeat) == (True, (), False)
    _check_numbers(committed, store_id)
    dumps = table_dumps(settings, store_id)
    assert {table: len(dumps[table]) for table in ROWS} == ROWS

    plain = tmp_path / "plain.csv"
    plain.write_bytes(gzip.decompress(FILE.read_bytes()))
    unpacked = import_file(store_id, plain)

    assert (unpacked.created, unpacked.updated, unpacked.unchanged) == (0, 0, 40_000)
    after = table_dumps(settings, store_id)
    assert len(after.pop("marketplace_import_job")) == 2
    del dumps["marketplace_import_job"]
    assert after == dumps


def _check_numbers(database: Database, store_id: int) -> None:
    """METRICS.md section 3, as the providers give them."""
    orders = numbers(database, order_metrics_provider, store_id)
    assert orders["total"] == 12_526
    assert orders["gross_sales"] == 741_344.75
    assert orders["returns"] == 34_422.33
    assert orders["net_sales"] == 706_922.42
    assert orders["avg_order_value"] == 59.18
    assert (orders["pending"], orders["unfulfilled"], orders["cancelled"]) == (0, 0, 0)
    assert numbers(database, customer_metrics_provider, store_id)["total"] == 3_621
    catalog = numbers(database, catalog_metrics_provider, store_id)
    assert (catalog["products"], catalog["active_products"]) == (3_227, 3_227)
    stock = numbers(database, inventory_metrics_provider, store_id)
    assert (stock["on_hand"], stock["low_stock"], stock["out_of_stock"]) == (0, 0, 0)
    imports = numbers(database, marketplace_metrics_provider, store_id)
    assert (imports["import_jobs"], imports["success_rate"], imports["rows_failed"]) == (1, 100, 0)
