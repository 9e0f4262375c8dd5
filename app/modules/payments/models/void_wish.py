"""That a payment is to be given up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class VoidWish(StoreOwned, Base):
    """The order does not want the money of this payment any more, if it is not there yet.

    A row of its own and no column of the payment: whoever wishes it may hold the order, for which
    whoever records an answer waits while holding the payment.
    """

    __tablename__ = "payments_void_wish"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "payment_id"], ["payments_payment.store_id", "payments_payment.id"]
        ),
        UniqueConstraint("store_id", "payment_id"),
    )

    payment_id: Mapped[int]
    created_at: Mapped[datetime]
