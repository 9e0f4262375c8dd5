"""The timeline of an order."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class OrderEvent(StoreOwned, Base):
    """That something happened to an order, and when; kinds happen once but for "reversed".

    Events are derived from orders and reversals in the transaction that takes them in.
    """

    __tablename__ = "orders_order_event"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "order_id"], ["orders_order.store_id", "orders_order.id"]
        ),
        ForeignKeyConstraint(
            ["store_id", "reversal_id"], ["orders_reversal.store_id", "orders_reversal.id"]
        ),
        UniqueConstraint(
            "store_id", "order_id", "kind", "reversal_id", postgresql_nulls_not_distinct=True
        ),
        CheckConstraint(
            "kind IN ('placed', 'paid', 'fulfilled', 'cancelled', 'failed', 'reversed')",
            name="known_kind",
        ),
        CheckConstraint("(kind = 'reversed') = (reversal_id IS NOT NULL)", name="reversal_named"),
    )

    order_id: Mapped[int]
    kind: Mapped[str]
    reversal_id: Mapped[int | None]
    happened_at: Mapped[datetime]
