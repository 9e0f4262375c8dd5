"""An address in a customer's address book."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.kernel.database.personal import PERSONAL
from app.modules.tenancy.models import StoreOwned


class Address(StoreOwned, Base):
    """Where a customer has goods or bills sent; at most one is the default for each."""

    __tablename__ = "customers_address"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_customer.store_id", "customers_customer.id"],
        ),
        Index("ix_customers_address_customer", "store_id", "customer_id"),
        Index(
            "uq_customers_address_default_shipping",
            "store_id",
            "customer_id",
            unique=True,
            postgresql_where=text("is_default_shipping"),
        ),
        Index(
            "uq_customers_address_default_billing",
            "store_id",
            "customer_id",
            unique=True,
            postgresql_where=text("is_default_billing"),
        ),
    )

    customer_id: Mapped[int]
    name: Mapped[str] = mapped_column(info=PERSONAL)
    business_name: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    line1: Mapped[str] = mapped_column(info=PERSONAL)
    line2: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    postal_code: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    city: Mapped[str] = mapped_column(info=PERSONAL)
    region: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    country: Mapped[str]
    phone: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    is_default_shipping: Mapped[bool] = mapped_column(default=False, server_default="false")
    is_default_billing: Mapped[bool] = mapped_column(default=False, server_default="false")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    version: Mapped[int] = mapped_column(default=1, server_default="1")
