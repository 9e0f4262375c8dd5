"""The customer of a store."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.kernel.database.personal import PERSONAL
from app.modules.tenancy.models import StoreOwned


class Customer(StoreOwned, Base):
    """A person or business that bought in one store or has an account there.

    The same person in two stores is two customers. `source` and `external_ref` are the name that
    the system it came from gave it; `country` stands as that system wrote it. `email` is in the
    form of `mail_address`, unless the source gave none of that form. `vat_id` was checked for its
    form and digits. What is personal is gone once `erased_at` is set; the row stays, for orders
    point at it and figures count it. `version` counts changes by people.
    """

    __tablename__ = "customers_customer"
    __table_args__ = (
        UniqueConstraint("store_id", "source", "external_ref"),
        Index("ix_customers_customer_first_seen", "store_id", "first_seen_at"),
        Index("ix_customers_customer_email", "store_id", "email"),
    )

    source: Mapped[str]
    external_ref: Mapped[str] = mapped_column(info=PERSONAL)
    name: Mapped[str | None] = mapped_column(info=PERSONAL)
    # Sorted by code point, so that an index finds a beginning whatever the database's language.
    email: Mapped[str | None] = mapped_column(String(collation="C"), info=PERSONAL)
    country: Mapped[str | None]
    phone: Mapped[str | None] = mapped_column(info=PERSONAL)
    locale: Mapped[str | None]
    vat_id: Mapped[str | None] = mapped_column(info=PERSONAL)
    note: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    is_guest: Mapped[bool] = mapped_column(default=False, server_default="false")
    first_seen_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())
    erased_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
