"""Keeps collections by rules in step with products, prices, places and time."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.catalog.repositories.collection_rows import CollectionRows
from app.modules.core.services.storefront_memory import note_change


def follow_rules(db: Session, store_id: int, product_ids: Sequence[int]) -> None:
    """These products belong to the collections whose rules they fit now; two statements each."""
    rows, now = CollectionRows(db, store_id), utc_now()
    for collection in rows.by_rules():
        rows.follow_rules(collection, now, product_ids)


def follow_time(db: Session, store_id: int) -> None:
    """All collections by rules anew: products leave those of what is new.

    It also mends what two changes at once, of a product and of the rules, may have left behind.
    """
    rows, now = CollectionRows(db, store_id), utc_now()
    moved = [rows.follow_rules(collection, now) for collection in rows.by_rules()]
    if any(moved):
        note_change(db, store_id)
