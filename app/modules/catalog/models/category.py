"""A branch of a store's tree of categories."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Category(StoreOwned, Base):
    """Where products stand; `path` are the ids from the root down to and with this one.

    `label` is what lists of products show of it, by locale, ready to be sent as JSON; empty where
    it is hidden or stands below one that is. Texts are in the store's own language, `translations`
    has the others, as a product's.
    """

    __tablename__ = "catalog_category"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "parent_id"], ["catalog_category.store_id", "catalog_category.id"]
        ),
        Index("ix_catalog_category_store_id_parent_id", "store_id", "parent_id"),
    )

    parent_id: Mapped[int | None]
    path: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list, server_default="{}")
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="", server_default="")
    seo_title: Mapped[str] = mapped_column(default="", server_default="")
    seo_description: Mapped[str] = mapped_column(default="", server_default="")
    translations: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    image_url: Mapped[str] = mapped_column(default="", server_default="")
    label: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    is_shown: Mapped[bool] = mapped_column(default=True, server_default="true")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    created_at: Mapped[datetime]
