"""A product of a store's catalogue."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Text, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Product(StoreOwned, Base):
    """Something that a store offers, in one or more variants.

    Its state follows from its times: a draft until `published_at`, active until `archived_at`,
    featured between `featured_at` and `unfeatured_at` while it is active.

    Texts are in the store's own language; `translations` has those of others, by locale
    ("title", "description", "seo_title", "seo_description"). `options` are what its variants differ
    in: a list of {"name", "values", "translations": {locale: {"name", "values": {value: text}}}}.
    `images` are a list of {"url", "alt": {locale: text}, "width", "height"} in order, `attributes`
    are values by the attribute's code. "" says that there is none.

    What shoppers see of it is kept ready in `catalog_card`, anew at each change and once
    `cards_due_at` is past.
    """

    __tablename__ = "catalog_product"
    __table_args__ = (
        UniqueConstraint("store_id", "source", "external_ref"),
        Index("ix_catalog_product_store_id_created_at", "store_id", "created_at"),
        Index("ix_catalog_product_store_id_cards_due_at", "store_id", "cards_due_at"),
    )

    source: Mapped[str]
    external_ref: Mapped[str]
    title: Mapped[str]
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]
    featured_at: Mapped[datetime | None]
    unfeatured_at: Mapped[datetime | None]
    description: Mapped[str] = mapped_column(default="", server_default="")
    seo_title: Mapped[str] = mapped_column(default="", server_default="")
    seo_description: Mapped[str] = mapped_column(default="", server_default="")
    translations: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    brand: Mapped[str] = mapped_column(default="", server_default="")
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    tax_class: Mapped[str] = mapped_column(default="standard", server_default="standard")
    needs_shipping: Mapped[bool] = mapped_column(default=True, server_default="true")
    options: Mapped[list[Any]] = mapped_column(JSONB, default=list, server_default="[]")
    images: Mapped[list[Any]] = mapped_column(JSONB, default=list, server_default="[]")
    attributes: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())
    cards_due_at: Mapped[datetime] = mapped_column(server_default=func.now())
