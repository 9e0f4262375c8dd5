"""Keeps the index in step with catalogue and stock."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.events import AvailabilityChanged, ProductsChanged
from app.modules.search.repositories.index_rows import IndexRows
from app.modules.search.services.indexing import index_products


def on_products_changed(db: Session, event: ProductsChanged) -> None:
    """The products are indexed as they are now."""
    index_products(db, event.store_id, event.product_ids)


def on_availability_changed(db: Session, event: AvailabilityChanged) -> None:
    """The products of these variants are indexed as they are now."""
    ids = IndexRows(db, event.store_id).products_of_variants(event.variant_ids)
    index_products(db, event.store_id, ids)
