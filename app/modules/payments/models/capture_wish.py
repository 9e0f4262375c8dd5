"""That money of a payment is to be taken."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class CaptureWish(StoreOwned, Base):
    """So much of what the payment has authorised is to be taken; minor units of its currency.

    A row of its own for the reason that a `VoidWish` is one. The first wish holds.
    """

    __tablename__ = "payments_capture_wish"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "payment_id"], ["payments_payment.store_id", "payments_payment.id"]
        ),
        UniqueConstraint("store_id", "payment_id"),
        CheckConstraint("amount_minor > 0", name="amount_positive"),
    )

    payment_id: Mapped[int]
    amount_minor: Mapped[int]
    created_at: Mapped[datetime]
