"""A product's membership in a collection."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class CollectionMember(StoreOwned, Base):
    """That a product belongs to a collection, by hand or because its rules say so."""

    __tablename__ = "catalog_collection_member"
    __table_args__ = (
        UniqueConstraint("store_id", "collection_id", "product_id"),
        ForeignKeyConstraint(
            ["store_id", "product_id"], ["catalog_product.store_id", "catalog_product.id"]
        ),
        ForeignKeyConstraint(
            ["store_id", "collection_id"], ["catalog_collection.store_id", "catalog_collection.id"]
        ),
        Index("ix_catalog_collection_member_store_id_product_id", "store_id", "product_id"),
    )

    product_id: Mapped[int]
    collection_id: Mapped[int]
    position: Mapped[int] = mapped_column(default=0, server_default="0")
