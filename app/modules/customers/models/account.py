"""The account of a customer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.kernel.database.personal import PERSONAL
from app.modules.tenancy.models import StoreOwned


class Account(StoreOwned, Base):
    """A customer who can sign in to one store by a confirmed address; other stores know nothing.

    `email` is in the form of `mail_address` and belongs to one account of the store.
    """

    __tablename__ = "customers_account"
    __table_args__ = (
        UniqueConstraint("store_id", "customer_id"),
        UniqueConstraint("store_id", "email"),
        ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_customer.store_id", "customers_customer.id"],
        ),
    )

    customer_id: Mapped[int]
    email: Mapped[str] = mapped_column(info=PERSONAL)
    password_hash: Mapped[str]
    confirmed_at: Mapped[datetime]
    password_changed_at: Mapped[datetime]
