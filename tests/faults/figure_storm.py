"""One process of a storm: random changes to a few stores, until it is killed or done.

Run as `python -m tests.faults.figure_storm SEED OPERATIONS STORE_ID...`; it prints a dot for each
operation. Names are few, so that processes change the same records at the same time.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.modules.contracts.catalog import CATALOG_INTAKE, ProductIn, VariantIn
from app.modules.contracts.content import CONTENT_INTAKE, PageIn
from app.modules.contracts.customers import CUSTOMER_INTAKE, CustomerIn
from app.modules.contracts.imports import IMPORT_RECORDER, ImportJobIn
from app.modules.contracts.orders import (
    ORDER_INTAKE,
    OrderIn,
    OrderLineIn,
    ReversalIn,
    ReversalKind,
    ReversalLineIn,
)
from app.modules.contracts.stock import STOCK_INTAKE, MovementIn, MovementReason, StockItemIn
from app.modules.core.services.figure_upkeep import fold_store
from app.modules.registry import registry

DAYS = 20
Act = Callable[[Session, int, random.Random], object]


def main() -> None:
    """Does what the command line says."""
    registry().load_models()
    seed, operations, *stores = (int(argument) for argument in sys.argv[1:])
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    for _ in range(operations):
        act, store_id = chance.choice(ACTS), chance.choice(stores)
        try:
            with get_database().transaction(for_job=True) as db:
                enter_store(db, store_id)
                act(db, store_id, chance)
                _change_of_mind(chance)
        except (_ChangeOfMind, DBAPIError):
            # Taken back whole: by its own decision, or because two wanted the same rows.
            sys.stdout.write("-")
        else:
            sys.stdout.write(".")
        sys.stdout.flush()


class _ChangeOfMind(Exception):
    """An operation that takes itself back."""


def _change_of_mind(chance: random.Random) -> None:
    if chance.random() < 0.05:
        raise _ChangeOfMind


def take_orders(db: Session, store_id: int, chance: random.Random) -> object:
    return (
        registry()
        .find(ORDER_INTAKE)
        .take_orders(  # type: ignore[union-attr]
            db, store_id, [_order(chance) for _ in range(chance.randint(1, 6))]
        )
    )


def take_reversals(db: Session, store_id: int, chance: random.Random) -> object:
    back = [
        ReversalIn(
            source="storm",
            external_ref=f"back-{chance.randrange(200)}",
            number="R",
            kind=chance.choice(list(ReversalKind)),
            order_ref=chance.choice([None, f"order-{chance.randrange(300)}"]),
            occurred_at=_moment(chance),
            currency=chance.choice(["EUR", "JPY"]),
            lines=(ReversalLineIn(f"l{chance.randrange(2)}", "S", "T", 1, chance.randrange(500)),),
            shipping_minor=chance.randrange(50),
        )
        for _ in range(chance.randint(1, 4))
    ]
    return registry().find(ORDER_INTAKE).take_reversals(db, store_id, back)  # type: ignore[union-attr]


def take_customers(db: Session, store_id: int, chance: random.Random) -> object:
    found = [
        CustomerIn("storm", f"customer-{chance.randrange(100)}", _moment(chance))
        for _ in range(chance.randint(1, 5))
    ]
    return registry().find(CUSTOMER_INTAKE).take_customers(db, store_id, found)  # type: ignore[union-attr]


def take_products(db: Session, store_id: int, chance: random.Random) -> object:
    return _products(db, store_id, chance)


def take_stock(db: Session, store_id: int, chance: random.Random) -> object:
    """Stock of what a batch of products has, then movements of it, some of them long past."""
    ids = list(_products(db, store_id, chance).values())
    intake = registry().find(STOCK_INTAKE)
    items = [
        StockItemIn(
            variant_id, "S", "T", _moment(chance), chance.random() < 0.9, chance.randrange(5)
        )
        for variant_id in ids
    ]
    intake.take_items(db, store_id, items)  # type: ignore[union-attr]
    moves = [
        MovementIn(
            "storm",
            f"move-{chance.randrange(2000)}",
            chance.choice(ids),
            chance.choice(list(MovementReason)),
            _moment(chance),
            on_hand_change=chance.randint(-4, 6),
            reserved_change=chance.randint(-1, 2),
        )
        for _ in range(chance.randint(1, 5))
    ]
    return intake.take_movements(db, store_id, moves)  # type: ignore[union-attr]


def take_pages(db: Session, store_id: int, chance: random.Random) -> object:
    made = _moment(chance)
    page = PageIn(
        f"page-{chance.randrange(30)}",
        "T",
        "en",
        made,
        made,
        published_at=_maybe(chance, made),
        unpublished_at=_maybe(chance, made),
    )
    return registry().find(CONTENT_INTAKE).take_pages(db, store_id, [page])  # type: ignore[union-attr]


def take_jobs(db: Session, store_id: int, chance: random.Random) -> object:
    begun = _moment(chance)
    ended = _maybe(chance, begun)
    created, updated, failed = (chance.randrange(9) for _ in range(3))
    job = ImportJobIn(
        external_ref=f"job-{chance.randrange(30)}",
        kind="orders",
        file_name="f.csv",
        started_at=begun,
        finished_at=ended,
        rows=created + updated + failed,
        created=created,
        updated=updated,
        unchanged=0,
        skipped=0,
        failed=failed,
        state="finished" if ended else "running",
    )
    return registry().find(IMPORT_RECORDER).take_jobs(db, store_id, [job])  # type: ignore[union-attr]


def fold(db: Session, store_id: int, _chance: random.Random) -> object:
    return fold_store(db, store_id)


ACTS: list[Act] = [
    *[take_orders] * 4,
    *[take_reversals] * 2,
    take_customers,
    take_products,
    *[take_stock] * 2,
    take_pages,
    take_jobs,
    *[fold] * 2,
]


def _order(chance: random.Random) -> OrderIn:
    placed = _moment(chance)
    lines = tuple(
        OrderLineIn(
            external_ref=f"l{number}",
            sku="S",
            title="T",
            quantity=1,
            unit_price=Decimal(1),
            gross_minor=chance.randrange(1000),
            tax_minor=chance.randrange(90),
        )
        for number in range(chance.randint(1, 3))
    )
    return OrderIn(
        source="storm",
        external_ref=f"order-{chance.randrange(300)}",
        number="N",
        placed_at=placed,
        currency=chance.choice(["EUR", "JPY"]),
        lines=lines,
        paid_at=_maybe(chance, placed),
        fulfilled_at=_maybe(chance, placed),
        cancelled_at=_maybe(chance, placed) if chance.random() < 0.2 else None,
        failed_at=_maybe(chance, placed) if chance.random() < 0.1 else None,
        shipping_minor=chance.randrange(300),
    )


def _products(db: Session, store_id: int, chance: random.Random) -> dict[str, int]:
    number, made = chance.randrange(40), _moment(chance)
    # A SKU moves between two products now and then.
    skus = sorted({f"sku-{number}", f"sku-{number % 20}-shared"})
    product = ProductIn(
        "storm",
        f"product-{number}",
        "T",
        made,
        tuple(VariantIn(sku, "T") for sku in skus),
        published_at=_maybe(chance, made),
        archived_at=_maybe(chance, made) if chance.random() < 0.3 else None,
        featured_at=_maybe(chance, made),
    )
    taken = registry().find(CATALOG_INTAKE).take_products(db, store_id, [product])  # type: ignore[union-attr]
    return dict(taken.variant_ids)


def _moment(chance: random.Random) -> datetime:
    return utc_now() - timedelta(minutes=chance.randrange(DAYS * 24 * 60))


def _maybe(chance: random.Random, after: datetime) -> datetime | None:
    return None if chance.random() < 0.4 else after + timedelta(hours=chance.randrange(60))


if __name__ == "__main__":
    main()
