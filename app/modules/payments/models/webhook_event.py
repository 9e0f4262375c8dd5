"""What a provider has told by itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class WebhookEvent(StoreOwned, Base):
    """That an event arrived, so that it does nothing when it comes again; its body is not kept."""

    __tablename__ = "payments_webhook_event"
    __table_args__ = (
        UniqueConstraint("store_id", "provider", "event_id"),
        Index("ix_payments_webhook_event_received", "store_id", "received_at"),
    )

    provider: Mapped[str]
    event_id: Mapped[str]
    kind: Mapped[str]
    payment_id: Mapped[int | None]
    received_at: Mapped[datetime]
