"""A store with so many products, its stock counted, ready to be sold: what the benchmarks sell."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.database.roles import derive_urls
from app.kernel.database.scope import enter_store
from app.modules.contracts.catalog import CATALOG_INTAKE, ProductIn, VariantIn
from app.modules.contracts.stock import (
    STOCK_INTAKE,
    MovementIn,
    MovementReason,
    StockItemIn,
)
from app.modules.core.services.figure_upkeep import count_store_anew
from app.modules.registry import registry
from app.modules.tenancy.services.founding import Founding, Habits
from bench.server import connect

SOURCE, BATCH, UNITS = "bench", 1000, 1_000_000
OPENED = datetime(2026, 1, 1, tzinfo=UTC)
CATEGORIES = ("Kitchen", "Garden", "Office", "Children", "Sport", "Music", "Travel", "Light")
WORDS = ("blue", "large", "oak", "steel", "soft", "quiet", "round", "light", "warm", "plain")
THINGS = ("chair", "lamp", "bowl", "pen", "bag", "drum", "ball", "shelf", "cup", "rug")
PAST_ORDERS = Path(__file__).parent / "load_sql" / "past_orders.sql"
STORE, PLATFORM = "bench", "bench-market"


@dataclass(frozen=True)
class Goods:
    """The store, and the ids of its variants and products."""

    store_id: int
    variants: tuple[int, ...]
    products: tuple[int, ...]


def fill_store(settings: Settings, products: int) -> Goods:
    """Founds the store in an empty, migrated database and fills it; two variants a product."""
    registry().load_models()
    database = Database(derive_urls(settings.owner_url, settings))
    habits = Habits("Europe/Luxembourg", "en")
    with database.transaction(for_job=True) as db:
        founding = Founding(db)
        founding.platform(PLATFORM, "Market", "market.example", habits)
        founding.merchant("merchant", "Merchant")
        store_id = founding.store(
            STORE, "Store", merchant="merchant", platforms=[PLATFORM], habits=habits
        )
    variants: list[int] = []
    for batch in _batches(products):
        with database.transaction(for_job=True) as db:
            enter_store(db, store_id)
            variants += _take(db, store_id, batch)
    with database.transaction(for_job=True) as db:
        enter_store(db, store_id)
        ids = tuple(db.scalars(text("SELECT id FROM catalog_product ORDER BY id")))
    database.dispose()
    return Goods(store_id, tuple(variants), ids)


def add_past_orders(
    server_url: str, name: str, settings: Settings, store_id: int, orders: int
) -> None:
    """So many paid orders of one line, spread over the last 700 days, and their figures."""
    with connect(server_url, name) as connection:
        connection.execute(PAST_ORDERS.read_bytes(), {"store_id": store_id, "orders": orders})
    database = Database(derive_urls(settings.owner_url, settings))
    with database.transaction(for_job=True) as db:
        count_store_anew(db, store_id, registry().figure_sources().values())
    database.dispose()


def _batches(products: int) -> Iterator[list[ProductIn]]:
    chance = random.Random(7)
    for start in range(0, products, BATCH):
        yield [_product(number, chance) for number in range(start, min(products, start + BATCH))]


def _product(number: int, chance: random.Random) -> ProductIn:
    title = f"{chance.choice(WORDS)} {chance.choice(WORDS)} {chance.choice(THINGS)} {number}"
    price = chance.randrange(300, 30_000)
    return ProductIn(
        source=SOURCE,
        external_ref=str(number),
        title=title.capitalize(),
        created_at=OPENED,
        published_at=OPENED,
        description=f"A {title}, made to be used every day. " * 4,
        categories=((chance.choice(CATEGORIES),),),
        variants=tuple(
            VariantIn(sku=f"B-{number}-{size}", title=size, price_minor=price, currency="EUR")
            for size in ("S", "L")
        ),
    )


def _take(db: Session, store_id: int, products: list[ProductIn]) -> list[int]:
    catalog, stock = registry().find(CATALOG_INTAKE), registry().find(STOCK_INTAKE)
    if catalog is None or stock is None:
        raise LookupError("the benchmark sells what catalogue and inventory keep")
    taken = catalog.take_products(db, store_id, products)
    ids = list(taken.variant_ids.items())
    stock.take_items(
        db, store_id, [StockItemIn(id_, sku, sku, OPENED, is_tracked=True) for sku, id_ in ids]
    )
    moves = [
        MovementIn(SOURCE, sku, id_, MovementReason.OPENING, OPENED, on_hand_change=UNITS)
        for sku, id_ in ids
    ]
    stock.take_movements(db, store_id, moves)
    return [id_ for _sku, id_ in ids]
