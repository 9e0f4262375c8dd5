"""The payment for an order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.contracts.payments import PaymentState
from app.modules.tenancy.models import StoreOwned


class Payment(StoreOwned, Base):
    """Money asked for once, under a `key` that makes asking twice asking once.

    Amounts are minor units of `currency`. Its state follows from its times, the strongest first:
    what was captured is captured, whatever was thought of it before. `order_id` points into another
    module and so has no foreign key. While `leased_until` lies ahead, whoever holds `lease_token`
    is asking the provider, and nobody else does. `asks` counts how often that was begun.
    The provider knows the payment by `provider_key` and so can tell a repetition; the key is drawn
    by lot, for a database that was put back would give the same numbers again.
    `has_details` tells that the shopper gave the provider something which is not kept here,
    `has_earlier` that the order had payments before this one.
    """

    __tablename__ = "payments_payment"
    __table_args__ = (
        UniqueConstraint("store_id", "key"),
        UniqueConstraint("store_id", "provider_key"),
        CheckConstraint("amount_minor >= 0", name="amount_not_negative"),
        CheckConstraint(
            "0 <= captured_minor AND captured_minor <= amount_minor", name="captured_within_amount"
        ),
        CheckConstraint(
            "0 <= refunded_minor AND refunded_minor <= captured_minor",
            name="refunded_within_captured",
        ),
        CheckConstraint("captured_minor = 0 OR captured_at IS NOT NULL", name="captured_dated"),
        Index("ix_payments_payment_order", "store_id", "order_id"),
        Index(
            "ix_payments_payment_undecided",
            "store_id",
            "created_at",
            postgresql_where=(
                "captured_at IS NULL AND declined_at IS NULL AND voided_at IS NULL"
                " AND authorised_at IS NULL"
            ),
        ),
        Index(
            "uq_payments_payment_reference",
            "store_id",
            "provider",
            "reference",
            unique=True,
            postgresql_where="reference IS NOT NULL",
        ),
    )

    key: Mapped[str]
    provider_key: Mapped[str]
    order_id: Mapped[int]
    order_number: Mapped[str]
    platform_id: Mapped[int | None] = mapped_column(ForeignKey("tenancy_platform.id"))
    method: Mapped[str]
    provider: Mapped[str]
    is_captured_later: Mapped[bool] = mapped_column(server_default="false")
    has_details: Mapped[bool] = mapped_column(server_default="false")
    has_earlier: Mapped[bool] = mapped_column(server_default="false")
    currency: Mapped[str]
    amount_minor: Mapped[int]
    captured_minor: Mapped[int] = mapped_column(server_default="0")
    refunded_minor: Mapped[int] = mapped_column(server_default="0")
    return_url: Mapped[str | None]
    reference: Mapped[str | None]
    next_action: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    decline_code: Mapped[str | None]
    created_at: Mapped[datetime]
    waiting_at: Mapped[datetime | None]
    authorised_at: Mapped[datetime | None]
    captured_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    voided_at: Mapped[datetime | None]
    asks: Mapped[int] = mapped_column(server_default="0")
    asked_at: Mapped[datetime | None]
    lease_token: Mapped[str | None]
    leased_until: Mapped[datetime | None]

    @property
    def state(self) -> PaymentState:
        """Where it stands now."""
        if self.captured_at is not None:
            return PaymentState.CAPTURED
        if self.voided_at is not None:
            return PaymentState.VOIDED
        if self.declined_at is not None:
            return PaymentState.DECLINED
        if self.authorised_at is not None:
            return PaymentState.AUTHORISED
        return PaymentState.OPEN if self.waiting_at is None else PaymentState.WAITING
