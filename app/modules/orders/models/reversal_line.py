"""The line of a reversal."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class ReversalLine(StoreOwned, Base):
    """What went back of one article; quantity and amounts are positive.

    `order_line_id` names the line of an order that was placed here; a part of the price alone goes
    back with a quantity of 0.
    """

    __tablename__ = "orders_reversal_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "reversal_id"], ["orders_reversal.store_id", "orders_reversal.id"]
        ),
        ForeignKeyConstraint(
            ["store_id", "order_line_id"], ["orders_order_line.store_id", "orders_order_line.id"]
        ),
        UniqueConstraint("store_id", "reversal_id", "external_ref"),
    )

    reversal_id: Mapped[int]
    external_ref: Mapped[str]
    sku: Mapped[str]
    title: Mapped[str]
    quantity: Mapped[int]
    goods_minor: Mapped[int]
    order_line_id: Mapped[int | None]
    tax_minor: Mapped[int] = mapped_column(server_default="0")
