"""The line of a shipment."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class FulfilmentLine(StoreOwned, Base):
    """So many units of an order's line in one shipment."""

    __tablename__ = "orders_fulfilment_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "fulfilment_id"], ["orders_fulfilment.store_id", "orders_fulfilment.id"]
        ),
        ForeignKeyConstraint(
            ["store_id", "order_line_id"], ["orders_order_line.store_id", "orders_order_line.id"]
        ),
        UniqueConstraint("store_id", "fulfilment_id", "order_line_id"),
    )

    fulfilment_id: Mapped[int]
    order_line_id: Mapped[int]
    quantity: Mapped[int]
