"""A letter of a store in its outbox."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.kernel.database.personal import PERSONAL
from app.modules.tenancy.models import StoreOwned


class OutgoingLetter(StoreOwned, Base):
    """A mail that a store sends once, however often it is asked for under the same `key`.

    It waits for `next_try_at` until it is sent or given up. `tries` counts attempts since it was
    written or last taken up again; `last_error` is a code and names nobody.
    """

    __tablename__ = "messaging_outgoing_letter"
    __table_args__ = (
        UniqueConstraint("store_id", "key"),
        CheckConstraint("num_nonnulls(sent_at, failed_at) < 2", name="sent_or_failed"),
        Index(
            "ix_messaging_outgoing_letter_waiting",
            "store_id",
            "next_try_at",
            postgresql_where=text("sent_at IS NULL AND failed_at IS NULL"),
        ),
        Index("ix_messaging_outgoing_letter_recipient", "store_id", "recipient"),
        Index("ix_messaging_outgoing_letter_created", "store_id", "created_at"),
    )

    key: Mapped[str]
    recipient: Mapped[str] = mapped_column(info=PERSONAL)
    subject: Mapped[str] = mapped_column(info=PERSONAL)
    text: Mapped[str] = mapped_column(info=PERSONAL)
    html: Mapped[str | None] = mapped_column(info=PERSONAL)
    locale: Mapped[str] = mapped_column(default="en", server_default="en")
    is_secret: Mapped[bool] = mapped_column(default=False, server_default="false")
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    last_error: Mapped[str | None]
