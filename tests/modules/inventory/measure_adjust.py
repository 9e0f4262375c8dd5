"""Measures a bulk adjustment: `python -m tests.modules.inventory.measure_adjust`, half a minute.

10,000 variants of one store by SKU, on an embedded server of its own: first the call that begins to
keep them, then three more that change them all.
"""

from __future__ import annotations

import os
import sys
import time

from app.cli.migrating import migrate_database
from app.kernel.config import get_settings, reset_settings
from app.kernel.database.embedded import temporary_cluster
from app.kernel.database.engine import Database, get_database
from app.kernel.database.scope import enter_store
from app.modules.contracts.stock import MovementReason
from app.modules.inventory.repositories.catalog_variants import CatalogVariants
from app.modules.inventory.schemas.stock import AdjustIn
from app.modules.inventory.services.adjust_stock import adjust_as_asked
from tests.factories import make_store
from tests.modules.inventory.factories import make_variants

NUMBER = 10_000


def measure(database: Database) -> None:
    with database.transaction() as db:
        store = make_store(db)
        store_id = store.id
        skus = CatalogVariants(db, store.id).skus_of_ids(make_variants(db, store, NUMBER))
    for units in range(1, 5):
        body = {
            "reason": MovementReason.DELIVERY.value,
            "lines": [{"sku": sku, "on_hand": units} for sku in skus.values()],
        }
        started = time.perf_counter()
        asked = AdjustIn.model_validate(body)
        with database.transaction() as db:
            enter_store(db, store_id)
            done = adjust_as_asked(db, store_id, asked)
        seconds = time.perf_counter() - started
        rate = f"{NUMBER / seconds:,.0f} variants a second"
        sys.stdout.write(f"{done.changed} changed, {done.started} new: {seconds:.2f} s, {rate}\n")


if __name__ == "__main__":
    with temporary_cluster() as url:
        os.environ.update(DATABASE_URL=url, STOA_SECRET_KEY="only-for-measuring-" + "0" * 32)
        reset_settings()
        migrate_database(get_settings())
        measure(get_database())
        get_database().dispose()
