"""What the make-believe bank of the test provider gave back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class BankRefund(StoreOwned, Base):
    """Money of a charge that the bank sent back, once a `key`; minor units of its currency."""

    __tablename__ = "payments_test_refund"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "charge_id"], ["payments_test_charge.store_id", "payments_test_charge.id"]
        ),
        UniqueConstraint("store_id", "key"),
    )

    charge_id: Mapped[int]
    key: Mapped[str]
    reference: Mapped[str]
    amount_minor: Mapped[int]
    created_at: Mapped[datetime]
