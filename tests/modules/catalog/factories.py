"""Makes catalogue rows and what the intake takes."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.catalog.models import Product, Variant
from app.modules.contracts.catalog import ProductIn, VariantIn
from app.modules.tenancy.models import Store

LONG_AGO = datetime(2021, 1, 1, tzinfo=UTC)
_numbers = count(1)


def at(text: str) -> datetime:
    """An aware moment: a date or time in UTC unless the text names an offset."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def make_product(
    db: Session,
    store: Store,
    *,
    variants: int = 0,
    created_at: datetime = LONG_AGO,
    **values: object,
) -> Product:
    """A draft unless times are given, with as many variants of 10.00 EUR; enters the store."""
    enter_store(db, store.id)
    number = next(_numbers)
    fields = {"source": "test", "external_ref": f"p-{number}", "title": f"Product {number}"}
    product = Product(store_id=store.id, **{**fields, "created_at": created_at, **values})
    db.add(product)
    db.flush()
    for _ in range(variants):
        make_variant(db, product)
    return product


def make_variant(db: Session, product: Product, **values: object) -> Variant:
    """A variant as old as its product, at 10.00 EUR."""
    number = next(_numbers)
    fields = {"sku": f"SKU-{number}", "title": f"Variant {number}", "price_minor": 1000}
    fields |= {"currency": "EUR", "created_at": product.created_at}
    variant = Variant(store_id=product.store_id, product_id=product.id, **{**fields, **values})
    db.add(variant)
    db.flush()
    return variant


def product_in(ref: str, *skus: str, **values: object) -> ProductIn:
    """A product as an importer gives it; each SKU at 2.50 GBP."""
    variants = tuple(VariantIn(sku, f"Variant {sku}", 250, "GBP") for sku in skus)
    fields = {"title": f"Product {ref}", "created_at": LONG_AGO, "variants": variants}
    return ProductIn(source="test", external_ref=ref, **{**fields, **values})  # type: ignore[arg-type]  # fields differ by name
