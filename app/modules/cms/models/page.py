"""A page of a storefront."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Page(StoreOwned, Base):
    """A page in one language: a slug in two languages is two pages.

    It is public from `published_at` until `unpublished_at`; without `published_at` it is a draft.
    """

    __tablename__ = "cms_page"
    __table_args__ = (
        UniqueConstraint("store_id", "slug", "locale"),
        Index("ix_cms_page_created", "store_id", "created_at"),
    )

    slug: Mapped[str]
    locale: Mapped[str]
    title: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    unpublished_at: Mapped[datetime | None]
