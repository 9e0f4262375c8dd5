"""The cart of a shopper."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Cart(StoreOwned, Base):
    """What somebody means to buy in a store, opened to whoever has its token (kept as a digest).

    A customer has one open cart on each platform; `customer_id` points into another module and has
    no foreign key. `version` rises with every change. A cart that became an order (`order_id`,
    `converted_at`) is not changed any more.
    """

    __tablename__ = "cart_cart"
    __table_args__ = (
        UniqueConstraint("store_id", "token_digest"),
        Index(
            "uq_cart_cart_open_of_customer",
            "store_id",
            "platform_id",
            "customer_id",
            unique=True,
            postgresql_where="customer_id IS NOT NULL AND converted_at IS NULL",
        ),
        Index("ix_cart_cart_store_id_touched_at", "store_id", "touched_at"),
        Index(
            "ix_cart_cart_order",
            "store_id",
            "order_id",
            postgresql_where="order_id IS NOT NULL",
        ),
    )

    token_digest: Mapped[str]
    platform_id: Mapped[int] = mapped_column(ForeignKey("tenancy_platform.id"))
    customer_id: Mapped[int | None]
    currency: Mapped[str]
    codes: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    created_at: Mapped[datetime]
    touched_at: Mapped[datetime]
    converted_at: Mapped[datetime | None]
    order_id: Mapped[int | None]
