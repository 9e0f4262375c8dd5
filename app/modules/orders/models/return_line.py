"""The line of a return."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class ReturnLine(StoreOwned, Base):
    """So many units of an order's line that are to come back, that came, and were put in stock."""

    __tablename__ = "orders_return_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "return_id"], ["orders_return.store_id", "orders_return.id"]
        ),
        ForeignKeyConstraint(
            ["store_id", "order_line_id"], ["orders_order_line.store_id", "orders_order_line.id"]
        ),
        UniqueConstraint("store_id", "return_id", "order_line_id"),
    )

    return_id: Mapped[int]
    order_line_id: Mapped[int]
    quantity: Mapped[int]
    received_units: Mapped[int] = mapped_column(server_default="0")
    restocked_units: Mapped[int] = mapped_column(server_default="0")
