"""What went back: refunds, returns and cancellations, as facts with their own time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.kernel.database.personal import PERSONAL
from app.modules.tenancy.models import StoreOwned


class Reversal(StoreOwned, Base):
    """Money or goods that went back at `occurred_at`; amounts positive, in minor units.

    `goods_minor` is the sum over its lines. `order_id` is filled as soon as the order that
    `order_ref` names is known; a source that names none leaves both empty. `tax_minor` includes
    `shipping_tax_minor`. `refund_minor` is the money that was to be given back for it: less than
    its value where not all had been paid.
    """

    __tablename__ = "orders_reversal"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "order_id"], ["orders_order.store_id", "orders_order.id"]
        ),
        UniqueConstraint("store_id", "source", "external_ref"),
        CheckConstraint("kind IN ('refund', 'return', 'cancellation')", name="known_kind"),
        Index(
            "ix_orders_reversal_occurred",
            "store_id",
            "occurred_at",
            postgresql_include=["currency", "goods_minor", "shipping_minor", "tax_minor"],
        ),
        Index("ix_orders_reversal_order", "store_id", "order_id"),
        Index(
            "ix_orders_reversal_waiting",
            "store_id",
            "source",
            "order_ref",
            postgresql_where="order_id IS NULL AND order_ref IS NOT NULL",
        ),
    )

    source: Mapped[str]
    external_ref: Mapped[str]
    number: Mapped[str]
    kind: Mapped[str]
    order_ref: Mapped[str | None]
    order_id: Mapped[int | None]
    customer_id: Mapped[int | None]
    occurred_at: Mapped[datetime]
    currency: Mapped[str]
    goods_minor: Mapped[int]
    shipping_minor: Mapped[int]
    tax_minor: Mapped[int]
    units: Mapped[int]
    reason: Mapped[str | None] = mapped_column(info=PERSONAL)
    shipping_tax_minor: Mapped[int] = mapped_column(server_default="0")
    refund_minor: Mapped[int] = mapped_column(server_default="0")
