"""The audit log: who did what, when, on which platform or store."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Identified, Ownership


class AuditEntry(Identified, Base):
    """One act. Entries are only ever added; `actor` is the user's name then, or "command line"."""

    __tablename__ = "tenancy_audit_entry"
    __table_args__ = (Index("ix_tenancy_audit_entry_platform", "platform_id", "happened_at"),)
    ownership = Ownership.LOCAL

    happened_at: Mapped[datetime] = mapped_column(server_default=func.now())
    act: Mapped[str]
    actor: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("tenancy_user.id"))
    platform_id: Mapped[int | None] = mapped_column(ForeignKey("tenancy_platform.id"))
    store_id: Mapped[int | None] = mapped_column(ForeignKey("tenancy_store.id"))
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
