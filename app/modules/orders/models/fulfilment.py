"""What of an order left the house together."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Fulfilment(StoreOwned, Base):
    """A shipment, handed to `carrier` at `shipped_at` and delivered at `delivered_at`, if known.

    Goods without a parcel (downloads, a pick-up) have no carrier and no number.
    """

    __tablename__ = "orders_fulfilment"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "order_id"], ["orders_order.store_id", "orders_order.id"]
        ),
        Index("ix_orders_fulfilment_order", "store_id", "order_id"),
    )

    order_id: Mapped[int]
    shipped_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]
    carrier: Mapped[str | None]
    tracking_number: Mapped[str | None]
    tracking_url: Mapped[str | None]
