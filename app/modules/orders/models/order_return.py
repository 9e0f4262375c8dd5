"""Goods that a customer wants to send back, or did."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.kernel.database.personal import PERSONAL
from app.modules.tenancy.models import StoreOwned


class OrderReturn(StoreOwned, Base):
    """A return: asked for, approved or rejected, received; its state follows from its times.

    A "withdrawal" is the right of a consumer (Directive 2011/83/EU, article 9) and needs nobody's
    approval; a "return" is what the store grants beyond it. `refund_due_at` is the last moment for
    giving a withdrawal's money back (article 13), `reversal_id` what was given back.
    """

    __tablename__ = "orders_return"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "order_id"], ["orders_order.store_id", "orders_order.id"]
        ),
        ForeignKeyConstraint(
            ["store_id", "reversal_id"], ["orders_reversal.store_id", "orders_reversal.id"]
        ),
        CheckConstraint("kind IN ('return', 'withdrawal')", name="known_kind"),
        Index("ix_orders_return_order", "store_id", "order_id"),
        Index(
            "ix_orders_return_open",
            "store_id",
            "requested_at",
            postgresql_where="received_at IS NULL AND rejected_at IS NULL",
        ),
    )

    order_id: Mapped[int]
    kind: Mapped[str]
    reason: Mapped[str | None] = mapped_column(info=PERSONAL)
    requested_at: Mapped[datetime]
    approved_at: Mapped[datetime | None]
    rejected_at: Mapped[datetime | None]
    rejection: Mapped[str | None] = mapped_column(info=PERSONAL)
    received_at: Mapped[datetime | None]
    refund_due_at: Mapped[datetime | None]
    is_whole_order: Mapped[bool] = mapped_column(server_default="false")
    reversal_id: Mapped[int | None]

    @property
    def state(self) -> str:
        """One of requested, approved, rejected and received."""
        if self.received_at is not None:
            return "received"
        if self.rejected_at is not None:
            return "rejected"
        return "requested" if self.approved_at is None else "approved"
