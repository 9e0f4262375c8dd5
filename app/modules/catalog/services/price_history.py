"""What a variant cost when: the proof of every reduction."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kernel.http.cursors import page_of, read_moment_cursor
from app.kernel.http.schemas import PageOut
from app.modules.catalog.exceptions import UnknownVariant
from app.modules.catalog.repositories.price_rows import PriceRows
from app.modules.catalog.repositories.product_facts import PriceFacts
from app.modules.catalog.repositories.product_rows import ProductRows
from app.modules.catalog.schemas.store_products import PriceStepOut
from app.modules.catalog.services.product_answers import price_step


def price_history(
    db: Session, store_id: int, variant_id: int, *, limit: int, cursor: str | None
) -> PageOut[PriceStepOut]:
    """A page of steps in all currencies, planned ones too. Raises UnknownVariant."""
    if ProductRows(db, store_id).variant(variant_id) is None:
        raise UnknownVariant
    rows = PriceRows(db, store_id).history(variant_id, read_moment_cursor(cursor), limit + 1)
    page = page_of(rows, limit, lambda row: [row.valid_from.isoformat(), row.id])
    steps = [
        PriceFacts(
            variant_id,
            row.currency,
            row.valid_from,
            row.amount_minor,
            row.is_reduced,
            row.prior_minor,
        )
        for row in page.items
    ]
    return PageOut(items=[price_step(step) for step in steps], next_cursor=page.next_cursor)
