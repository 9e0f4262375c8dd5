"""Money that goes back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Refund(StoreOwned, Base):
    """So much of a payment is to go back, for what `ref` names; minor units of its currency.

    It is wanted from `created_at`, and ends `refunded_at` or `failed_at`: a provider may take
    back that it gave back, so a refund can have both, and then it has failed. `retried_at` says
    that another one was made in the place of one that failed.
    """

    __tablename__ = "payments_refund"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "payment_id"], ["payments_payment.store_id", "payments_payment.id"]
        ),
        UniqueConstraint("store_id", "payment_id", "ref"),
        Index(
            "ix_payments_refund_wanted",
            "store_id",
            "created_at",
            postgresql_where="refunded_at IS NULL AND failed_at IS NULL",
        ),
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        CheckConstraint(
            "retried_at IS NULL OR failed_at IS NOT NULL", name="retried_after_failing"
        ),
    )

    payment_id: Mapped[int]
    ref: Mapped[str]
    amount_minor: Mapped[int]
    reference: Mapped[str | None]
    created_at: Mapped[datetime]
    refunded_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    failure_code: Mapped[str | None]
    retried_at: Mapped[datetime | None]
