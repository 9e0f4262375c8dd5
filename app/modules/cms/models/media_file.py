"""A media file of a storefront."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class MediaFile(StoreOwned, Base):
    """A picture, film or document, known by its path in the store's media folder.

    `media_type` is its MIME type; `size_bytes` is what it takes up where it is stored.
    """

    __tablename__ = "cms_media_file"
    __table_args__ = (
        UniqueConstraint("store_id", "path"),
        CheckConstraint("size_bytes >= 0", name="size_not_negative"),
        Index("ix_cms_media_file_created", "store_id", "created_at"),
    )

    path: Mapped[str]
    media_type: Mapped[str]
    size_bytes: Mapped[int]
    alt_text: Mapped[str | None]
    created_at: Mapped[datetime]
