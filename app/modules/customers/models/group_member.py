"""A customer in a group."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class GroupMember(StoreOwned, Base):
    """That a customer is in a group, since when."""

    __tablename__ = "customers_group_member"
    __table_args__ = (
        UniqueConstraint("store_id", "group_id", "customer_id"),
        ForeignKeyConstraint(
            ["store_id", "group_id"],
            ["customers_group.store_id", "customers_group.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_customer.store_id", "customers_customer.id"],
        ),
        Index("ix_customers_group_member_customer", "store_id", "customer_id"),
    )

    group_id: Mapped[int]
    customer_id: Mapped[int]
    joined_at: Mapped[datetime] = mapped_column(server_default=func.now())
