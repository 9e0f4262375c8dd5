"""Fills a store through the intakes of all modules, so that every list has rows in every view."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.capabilities import Capability
from app.modules.contracts.catalog import CATALOG_INTAKE, ProductIn, VariantIn
from app.modules.contracts.content import CONTENT_INTAKE, MediaFileIn, PageIn, ThemeIn
from app.modules.contracts.customers import CUSTOMER_INTAKE, CustomerIn
from app.modules.contracts.imports import (
    IMPORT_RECORDER,
    ImportJobIn,
    RefusedRow,
    StagingProductIn,
)
from app.modules.contracts.orders import (
    ORDER_INTAKE,
    OrderIn,
    OrderLineIn,
    ReversalIn,
    ReversalKind,
    ReversalLineIn,
)
from app.modules.contracts.stock import STOCK_INTAKE, MovementIn, MovementReason, StockItemIn
from app.modules.customers.services.personal_data import ask_to_erase
from app.modules.registry import registry
from tests.journeys.filling_payments import take_payments

T = TypeVar("T")
SOURCE = "journey"
ORDERS = 40


def intake(capability: Capability[T]) -> T:
    """What some module of this installation provides."""
    found = registry().find(capability)
    assert found is not None
    return found


def fill_store(db: Session, store_id: int, platform_id: int, mark: str) -> None:
    """Products, customers, orders, reversals, stock, content and imports of the last 60 days."""
    now = utc_now() - timedelta(minutes=5)
    variants = _take_products(db, store_id, now, mark)
    customers = _take_customers(db, store_id, now, mark)
    ask_to_erase(db, store_id, customers["c9"], "team")
    _take_orders(db, store_id, now, mark, customers, platform_id)
    _take_stock(db, store_id, now, mark, variants)
    _take_content(db, store_id, now, mark)
    _take_imports(db, store_id, now, mark)
    take_payments(db, store_id, now, mark)


def _take_products(db: Session, store_id: int, now: datetime, mark: str) -> Mapping[str, int]:
    products = [
        ProductIn(
            source=SOURCE,
            external_ref=f"p{number}",
            title=f"{mark} product {number}",
            created_at=now - timedelta(days=50 - number),
            variants=(VariantIn(f"{mark}-{number}", f"{mark} variant", 1000 + number, "EUR"),),
            published_at=now - timedelta(days=40 - number) if number % 3 else None,
            archived_at=now - timedelta(days=1) if number == 11 else None,
            featured_at=now - timedelta(days=3) if number % 3 == 1 else None,
        )
        for number in range(12)
    ]
    return intake(CATALOG_INTAKE).take_products(db, store_id, products).variant_ids


def _take_customers(db: Session, store_id: int, now: datetime, mark: str) -> Mapping[str, int]:
    customers = [
        CustomerIn(
            source=SOURCE,
            external_ref=f"c{number}",
            first_seen_at=now - timedelta(days=3 * number),
            name=f"{mark} customer {number}",
            email=f"c{number}@{mark.lower()}.example",
            country="LU",
        )
        for number in range(10)
    ]
    return intake(CUSTOMER_INTAKE).take_customers(db, store_id, customers).customer_ids


def _take_orders(
    db: Session,
    store_id: int,
    now: datetime,
    mark: str,
    customers: Mapping[str, int],
    platform_id: int,
) -> None:
    orders = intake(ORDER_INTAKE)
    taken = [_order(number, now, mark, customers, platform_id) for number in range(ORDERS)]
    orders.take_orders(db, store_id, taken)
    reversals = [
        ReversalIn(
            source=SOURCE,
            external_ref=f"r{number}",
            number=f"R-{mark}-{number}",
            kind=list(ReversalKind)[number % 3],
            occurred_at=now - timedelta(days=2 * number),
            currency="EUR",
            lines=(ReversalLineIn("l0", f"{mark}-1", f"{mark} back", 1, 500 + number),),
            order_ref=f"o{number}",
            reason=f"{mark} reason",
        )
        for number in range(6)
    ]
    orders.take_reversals(db, store_id, reversals)


def _order(
    number: int, now: datetime, mark: str, customers: Mapping[str, int], platform_id: int
) -> OrderIn:
    placed_at = now - timedelta(hours=36 * number)
    price = 2000 + number
    line = OrderLineIn(
        external_ref="l0",
        sku=f"{mark}-{number % 12}",
        title=f"{mark} line",
        quantity=2,
        unit_price=Decimal(price) / 100,
        gross_minor=2 * price,
        discount_minor=100,
        tax_minor=300,
    )
    return OrderIn(
        source=SOURCE,
        external_ref=f"o{number}",
        number=f"N-{mark}-{number}",
        placed_at=placed_at,
        currency="EUR" if number % 5 else "GBP",
        lines=(line,),
        paid_at=placed_at + timedelta(minutes=1) if number % 4 else None,
        fulfilled_at=placed_at + timedelta(minutes=2) if number % 4 == 1 else None,
        cancelled_at=placed_at + timedelta(minutes=3) if number % 7 == 6 else None,
        shipping_minor=490,
        customer_id=customers[f"c{number % 10}"],
        customer_name=f"{mark} customer {number % 10}",
        country=mark,
        platform_id=platform_id,
    )


def _take_stock(
    db: Session, store_id: int, now: datetime, mark: str, variants: Mapping[str, int]
) -> None:
    stock = intake(STOCK_INTAKE)
    begin = now - timedelta(days=45)
    items = [
        StockItemIn(variant_id, sku, f"{mark} item", begin, low_stock_threshold=3)
        for sku, variant_id in variants.items()
    ]
    stock.take_items(db, store_id, items)
    movements = [
        MovementIn(
            SOURCE,
            f"m{position}",
            variant_id,
            MovementReason.OPENING,
            begin,
            on_hand_change=position,
            note=f"{mark} note",
        )
        for position, variant_id in enumerate(variants.values())
    ]
    stock.take_movements(db, store_id, movements)


def _take_content(db: Session, store_id: int, now: datetime, mark: str) -> None:
    content = intake(CONTENT_INTAKE)
    then = now - timedelta(days=20)
    pages = [
        PageIn(f"page-{n}", f"{mark} page {n}", "en", then, then, then if n % 2 else None)
        for n in range(4)
    ]
    content.take_pages(db, store_id, pages)
    files = [MediaFileIn(f"{mark}/{n}.png", "image/png", 1000 + n, then, mark) for n in range(3)]
    content.take_media(db, store_id, files)
    content.take_themes(db, store_id, [ThemeIn("plain", f"{mark} theme", then, is_in_use=True)])


def _take_imports(db: Session, store_id: int, now: datetime, mark: str) -> None:
    recorder = intake(IMPORT_RECORDER)
    states = (("finished", 1), ("failed", 2), ("running", 0))
    jobs = [
        ImportJobIn(
            external_ref=f"j{number}",
            kind="products",
            file_name=f"{mark}-{number}.csv",
            started_at=now - timedelta(days=number),
            finished_at=None if state == "running" else now - timedelta(days=number, hours=-1),
            rows=10,
            created=5,
            updated=0,
            unchanged=5 - failed,
            skipped=0,
            failed=failed,
            state=state,
            reasons=tuple(RefusedRow(n, f"{mark} wrong", f"{mark} row") for n in range(failed)),
        )
        for number, (state, failed) in enumerate(states)
    ]
    recorder.take_jobs(db, store_id, jobs)
    staged = [
        StagingProductIn(f"s{n}", "j0", f"{mark} staged {n}", f"{mark}-S{n}", now, 100, "EUR")
        for n in range(3)
    ]
    recorder.take_staging(db, store_id, staged)
