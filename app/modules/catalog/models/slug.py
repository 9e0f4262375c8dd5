"""The names of products, categories and collections in addresses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Slug(StoreOwned, Base):
    """A slug of one thing in one language; once replaced it leads to the one in its place.

    `kind` says which of the three ids is filled.
    """

    __tablename__ = "catalog_slug"
    __table_args__ = (
        UniqueConstraint("store_id", "kind", "slug", "locale"),
        ForeignKeyConstraint(
            ["store_id", "product_id"], ["catalog_product.store_id", "catalog_product.id"]
        ),
        ForeignKeyConstraint(
            ["store_id", "category_id"], ["catalog_category.store_id", "catalog_category.id"]
        ),
        ForeignKeyConstraint(
            ["store_id", "collection_id"], ["catalog_collection.store_id", "catalog_collection.id"]
        ),
        CheckConstraint("kind IN ('product', 'category', 'collection')", name="kind_known"),
        Index("ix_catalog_slug_store_id_product_id", "store_id", "product_id"),
        Index("ix_catalog_slug_store_id_category_id", "store_id", "category_id"),
        Index("ix_catalog_slug_store_id_collection_id", "store_id", "collection_id"),
    )

    kind: Mapped[str]
    locale: Mapped[str]
    slug: Mapped[str]
    product_id: Mapped[int | None]
    category_id: Mapped[int | None]
    collection_id: Mapped[int | None]
    created_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
