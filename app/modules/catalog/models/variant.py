"""A sellable variant of a product."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Variant(StoreOwned, Base):
    """What is put into a cart: one SKU, once per store, at a price in minor units of `currency`.

    A variant without a price is known and cannot be bought yet.
    """

    __tablename__ = "catalog_variant"
    __table_args__ = (
        UniqueConstraint("store_id", "sku"),
        ForeignKeyConstraint(
            ["store_id", "product_id"], ["catalog_product.store_id", "catalog_product.id"]
        ),
        CheckConstraint("(price_minor IS NULL) = (currency IS NULL)", name="price_has_currency"),
        Index("ix_catalog_variant_store_id_product_id", "store_id", "product_id"),
    )

    product_id: Mapped[int]
    sku: Mapped[str]
    title: Mapped[str]
    price_minor: Mapped[int | None]
    currency: Mapped[str | None]
    created_at: Mapped[datetime]
