"""A product's place in a category."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Placement(StoreOwned, Base):
    """That a product stands in a category; the one at the lowest position is its main one."""

    __tablename__ = "catalog_placement"
    __table_args__ = (
        UniqueConstraint("store_id", "product_id", "category_id"),
        ForeignKeyConstraint(
            ["store_id", "product_id"], ["catalog_product.store_id", "catalog_product.id"]
        ),
        ForeignKeyConstraint(
            ["store_id", "category_id"], ["catalog_category.store_id", "catalog_category.id"]
        ),
        Index("ix_catalog_placement_store_id_category_id", "store_id", "category_id", "product_id"),
    )

    product_id: Mapped[int]
    category_id: Mapped[int]
    position: Mapped[int] = mapped_column(default=0, server_default="0")
