"""The price of a way of delivery in one zone and currency."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class ShippingRate(StoreOwned, Base):
    """What a method costs in a zone, everywhere for a pick-up without one, in minor units.

    `steps` is a list of pairs: from so many grams or minor units on, the price.
    """

    __tablename__ = "shipping_rate"
    __table_args__ = (
        UniqueConstraint(
            "store_id",
            "method_id",
            "zone_id",
            "currency",
            name="uq_shipping_rate_method_zone_currency",
            postgresql_nulls_not_distinct=True,
        ),
        ForeignKeyConstraint(
            ["store_id", "method_id"],
            ["shipping_method.store_id", "shipping_method.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["store_id", "zone_id"], ["shipping_zone.store_id", "shipping_zone.id"]
        ),
        CheckConstraint("basis IN ('flat', 'weight', 'value')", name="known_basis"),
        CheckConstraint("price_minor >= 0", name="price_not_negative"),
        Index("ix_shipping_rate_store_id_zone_id", "store_id", "zone_id"),
    )

    method_id: Mapped[int]
    zone_id: Mapped[int | None]
    currency: Mapped[str]
    basis: Mapped[str]
    price_minor: Mapped[int] = mapped_column(default=0, server_default="0")
    steps: Mapped[list[list[int]]] = mapped_column(JSONB, default=list, server_default="[]")
    free_from_minor: Mapped[int | None]
    min_goods_minor: Mapped[int | None]
    max_goods_minor: Mapped[int | None]
