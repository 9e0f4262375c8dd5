"""A change of an account's address, wanted or made."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.kernel.database.personal import PERSONAL
from app.modules.tenancy.models import StoreOwned


class EmailChange(StoreOwned, Base):
    """A change that waits for its new address to be confirmed; once made, what came before.

    Addresses that an account had stay known, so that what was kept under them is found when the
    customer asks for their data.
    """

    __tablename__ = "customers_email_change"
    __table_args__ = (
        UniqueConstraint("store_id", "token_digest"),
        ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_customer.store_id", "customers_customer.id"],
        ),
        Index("ix_customers_email_change_customer", "store_id", "customer_id"),
    )

    token_digest: Mapped[str]
    customer_id: Mapped[int]
    old_email: Mapped[str] = mapped_column(info=PERSONAL)
    new_email: Mapped[str] = mapped_column(info=PERSONAL)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    made_at: Mapped[datetime | None]
