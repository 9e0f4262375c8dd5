"""What a shopper has said on the way from a cart to an order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.kernel.database.personal import PERSONAL
from app.modules.tenancy.models import StoreOwned


class Checkout(StoreOwned, Base):
    """The buyer, the addresses, and the chosen ways of delivery and payment, for one cart.

    `cart_id`, `order_id` and `customer_id` point into other modules and have no foreign keys.
    `email` is in the form of `mail_address`. Addresses are the fields of
    `contracts.orders.PostalAddress`. `shipping_minor` is what the chosen way cost when it was last
    looked at, before discounts.
    """

    __tablename__ = "checkout_checkout"
    __table_args__ = (
        UniqueConstraint("store_id", "cart_id"),
        CheckConstraint("(order_id IS NULL) = (ordered_at IS NULL)", name="ordered_names_order"),
    )

    cart_id: Mapped[int]
    customer_id: Mapped[int | None]
    email: Mapped[str | None] = mapped_column(info=PERSONAL)
    shipping_address: Mapped[dict[str, Any] | None] = mapped_column(JSONB, info=PERSONAL)
    billing_address: Mapped[dict[str, Any] | None] = mapped_column(JSONB, info=PERSONAL)
    vat_id: Mapped[str | None] = mapped_column(info=PERSONAL)
    note: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    shipping_code: Mapped[str | None]
    shipping_minor: Mapped[int] = mapped_column(default=0, server_default="0")
    payment_method: Mapped[str | None]
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    order_id: Mapped[int | None]
    ordered_at: Mapped[datetime | None]
