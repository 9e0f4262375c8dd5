"""A way to get the goods to the customer, or the customer to the goods."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class ShippingMethod(StoreOwned, Base):
    """A way of delivery, or a point where goods are picked up.

    `names` and `descriptions` are objects by locale. Days are working days after dispatch, limits
    of weight are grams and inclusive. `pick_up_address` and `opening_hours` belong to kind pick_up.
    """

    __tablename__ = "shipping_method"
    __table_args__ = (
        UniqueConstraint("store_id", "code"),
        CheckConstraint("kind IN ('delivery', 'pick_up')", name="known_kind"),
    )

    code: Mapped[str]
    kind: Mapped[str]
    names: Mapped[dict[str, str]] = mapped_column(JSONB)
    descriptions: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict, server_default="{}")
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    is_active: Mapped[bool] = mapped_column(default=True, server_default="true")
    carrier: Mapped[str] = mapped_column(default="", server_default="")
    days_min: Mapped[int | None]
    days_max: Mapped[int | None]
    min_weight_grams: Mapped[int | None]
    max_weight_grams: Mapped[int | None]
    pick_up_address: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    opening_hours: Mapped[str] = mapped_column(default="", server_default="")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
