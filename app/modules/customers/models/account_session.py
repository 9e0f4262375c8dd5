"""One sign-in of an account, as long as its refresh tokens follow one another."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class AccountSession(StoreOwned, Base):
    """A family of tokens: one refresh token is good at a time, and each is used once.

    Only digests are kept: of the good one, and of the one before it, which a client that asks
    twice may still hold. Any other token of the family is a copy that somebody else used.
    """

    __tablename__ = "customers_session"
    __table_args__ = (
        UniqueConstraint("store_id", "family_id"),
        ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_account.store_id", "customers_account.customer_id"],
            ondelete="CASCADE",
        ),
        Index("ix_customers_session_customer", "store_id", "customer_id"),
    )

    family_id: Mapped[str]
    customer_id: Mapped[int]
    token_digest: Mapped[str]
    earlier_digest: Mapped[str | None]
    created_at: Mapped[datetime]
    refreshed_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
