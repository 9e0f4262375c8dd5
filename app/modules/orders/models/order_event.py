"""The timeline of an order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.kernel.database.personal import PERSONAL
from app.modules.tenancy.models import StoreOwned

# Written out as PostgreSQL reads it, so that an upsert names the same rows.
ONCE = "kind IN ('placed', 'paid', 'fulfilled', 'cancelled', 'failed', 'reversed')"
KINDS = (
    "kind IN ('placed', 'paid', 'fulfilled', 'cancelled', 'failed', 'reversed', 'payment',"
    " 'authorised', 'revived', 'edited', 'shipped', 'delivered', 'invoiced', 'capture_asked',"
    " 'return_requested', 'return_approved', 'return_rejected', 'return_received', 'note',"
    " 'mail', 'erased', 'surplus', 'refund_failed')"
)


class OrderEvent(StoreOwned, Base):
    """That something happened to an order, and when.

    The kinds of `ONCE` follow the times of orders and reversals and happen once, but for "reversed"
    once for each; the others may repeat. `subject_id` is the shipment, return or invoice that the
    event is about, `actor` who did it ("user:7", "customer:3", None for Stoa itself), `text` what
    somebody wrote, `details` plain values of the kind.
    """

    __tablename__ = "orders_order_event"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "order_id"], ["orders_order.store_id", "orders_order.id"]
        ),
        ForeignKeyConstraint(
            ["store_id", "reversal_id"], ["orders_reversal.store_id", "orders_reversal.id"]
        ),
        Index(
            "uq_orders_order_event_once",
            "store_id",
            "order_id",
            "kind",
            "reversal_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=ONCE,
        ),
        Index("ix_orders_order_event_order", "store_id", "order_id", "happened_at"),
        CheckConstraint(KINDS, name="known_kind"),
        CheckConstraint("(kind = 'reversed') = (reversal_id IS NOT NULL)", name="reversal_named"),
    )

    order_id: Mapped[int]
    kind: Mapped[str]
    reversal_id: Mapped[int | None]
    happened_at: Mapped[datetime]
    subject_id: Mapped[int | None]
    actor: Mapped[str | None]
    text: Mapped[str | None] = mapped_column(info=PERSONAL)
    details: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
