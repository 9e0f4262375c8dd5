"""A way to a new password for somebody who forgot the old one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class PasswordReset(StoreOwned, Base):
    """A token that was mailed to the account's address; it works once, for an hour."""

    __tablename__ = "customers_password_reset"
    __table_args__ = (
        UniqueConstraint("store_id", "token_digest"),
        ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_account.store_id", "customers_account.customer_id"],
            ondelete="CASCADE",
        ),
        Index("ix_customers_password_reset_customer", "store_id", "customer_id"),
    )

    token_digest: Mapped[str]
    customer_id: Mapped[int]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
