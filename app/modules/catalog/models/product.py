"""A product of a store's catalogue."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Product(StoreOwned, Base):
    """Something that a store offers, in one or more variants.

    Its state follows from its times: a draft until `published_at`, active until `archived_at`,
    featured between `featured_at` and `unfeatured_at` while it is active.
    """

    __tablename__ = "catalog_product"
    __table_args__ = (
        UniqueConstraint("store_id", "source", "external_ref"),
        Index("ix_catalog_product_store_id_created_at", "store_id", "created_at"),
    )

    source: Mapped[str]
    external_ref: Mapped[str]
    title: Mapped[str]
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]
    featured_at: Mapped[datetime | None]
    unfeatured_at: Mapped[datetime | None]
