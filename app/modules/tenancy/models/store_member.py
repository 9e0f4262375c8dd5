"""Membership of a user in a store's team."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class StoreMember(Base):
    """A user works in a store, in one role, from `joined_at` until `left_at`."""

    __tablename__ = "tenancy_store_member"
    __table_args__ = (
        CheckConstraint("role IN ('owner', 'manager', 'staff', 'viewer')", name="known_role"),
    )
    ownership = Ownership.SHARED

    store_id: Mapped[int] = mapped_column(ForeignKey("tenancy_store.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("tenancy_user.id"), primary_key=True, index=True
    )
    role: Mapped[str]
    joined_at: Mapped[datetime] = mapped_column(server_default=func.now())
    left_at: Mapped[datetime | None]
