"""The customer of a store."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Customer(StoreOwned, Base):
    """A person or business that bought in one store or has an account there.

    The same person in two stores is two customers. `source` and `external_ref` are the name that
    the system it came from gave it; `country` stands as that system wrote it.
    """

    __tablename__ = "customers_customer"
    __table_args__ = (
        UniqueConstraint("store_id", "source", "external_ref"),
        Index("ix_customers_customer_first_seen", "store_id", "first_seen_at"),
    )

    source: Mapped[str]
    external_ref: Mapped[str]
    name: Mapped[str | None]
    email: Mapped[str | None]
    country: Mapped[str | None]
    is_guest: Mapped[bool] = mapped_column(default=False, server_default="false")
    first_seen_at: Mapped[datetime]
