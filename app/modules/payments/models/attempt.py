"""What a provider said about a payment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Attempt(StoreOwned, Base):
    """One answer that changed a payment, at its time; rows are only ever added.

    `is_decision` marks the answers that say whether the customer's means were good: authorised,
    captured without having been authorised before, or declined. `amount_minor`, in minor units of
    `currency`, is what this very answer took (captured) or would have taken.
    """

    __tablename__ = "payments_attempt"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "payment_id"], ["payments_payment.store_id", "payments_payment.id"]
        ),
        CheckConstraint(
            "outcome IN ('waiting', 'authorised', 'captured', 'declined', 'voided')",
            name="known_outcome",
        ),
        CheckConstraint("amount_minor >= 0", name="amount_not_negative"),
        Index("ix_payments_attempt_payment", "store_id", "payment_id"),
        Index(
            "ix_payments_attempt_happened",
            "store_id",
            "happened_at",
            postgresql_include=["outcome", "is_decision", "amount_minor", "currency"],
        ),
    )

    payment_id: Mapped[int]
    outcome: Mapped[str]
    is_decision: Mapped[bool] = mapped_column(server_default="false")
    amount_minor: Mapped[int]
    currency: Mapped[str]
    happened_at: Mapped[datetime]
    decline_code: Mapped[str | None]
