"""The link between a store and a platform that it sells on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class StorePlatform(Base):
    """A store sells on a platform while `is_active`; the link's times let figures look back.

    Linking again sets `linked_at` anew, so a store never counts twice.
    """

    __tablename__ = "tenancy_store_platform"
    __table_args__ = (
        CheckConstraint("is_active = (unlinked_at IS NULL)", name="active_or_unlinked"),
    )
    ownership = Ownership.SHARED

    store_id: Mapped[int] = mapped_column(ForeignKey("tenancy_store.id"), primary_key=True)
    platform_id: Mapped[int] = mapped_column(
        ForeignKey("tenancy_platform.id"), primary_key=True, index=True
    )
    is_active: Mapped[bool] = mapped_column(default=True, server_default="true")
    linked_at: Mapped[datetime] = mapped_column(server_default=func.now())
    unlinked_at: Mapped[datetime | None]
