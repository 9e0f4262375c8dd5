"""Operators: the people who run platforms."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Identified, Ownership


class Operator(Identified, Base):
    """A user runs one platform, or all of them when `platform_id` is empty."""

    __tablename__ = "tenancy_operator"
    __table_args__ = (
        UniqueConstraint("user_id", "platform_id", postgresql_nulls_not_distinct=True),
    )
    ownership = Ownership.SHARED

    user_id: Mapped[int] = mapped_column(ForeignKey("tenancy_user.id"))
    platform_id: Mapped[int | None] = mapped_column(ForeignKey("tenancy_platform.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
