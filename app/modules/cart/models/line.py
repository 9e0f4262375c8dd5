"""The line of a cart."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class CartLine(StoreOwned, Base):
    """So many units of one variant, which points into another module and has no foreign key.

    `seen_price_minor` is the unit price, in minor units of the cart's currency, that the shopper
    was shown last: a different one today is a change to be explained.
    """

    __tablename__ = "cart_line"
    __table_args__ = (
        UniqueConstraint("store_id", "cart_id", "variant_id"),
        ForeignKeyConstraint(
            ["store_id", "cart_id"], ["cart_cart.store_id", "cart_cart.id"], ondelete="CASCADE"
        ),
        CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    cart_id: Mapped[int]
    variant_id: Mapped[int]
    quantity: Mapped[int]
    seen_price_minor: Mapped[int | None]
