"""Attempts to sign in, for throttling."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Identified, Ownership


class SignInAttempt(Identified, Base):
    """One evaluated guess. `account` and `address` are keyed digests, so the table names nobody."""

    __tablename__ = "tenancy_sign_in_attempt"
    __table_args__ = (
        Index("ix_tenancy_sign_in_attempt_account", "account", "attempted_at"),
        Index("ix_tenancy_sign_in_attempt_address", "address", "attempted_at"),
    )
    ownership = Ownership.LOCAL

    account: Mapped[str]
    address: Mapped[str]
    is_success: Mapped[bool] = mapped_column(default=False, server_default="false")
    attempted_at: Mapped[datetime] = mapped_column(server_default=func.now())
