"""A person who signs in: operator, merchant or member of a store's team."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Identified, Ownership


class User(Identified, Base):
    """A person with an e-mail address (kept in lower case) and an Argon2id password hash."""

    __tablename__ = "tenancy_user"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"),)
    ownership = Ownership.SHARED

    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    locale: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(default=True, server_default="true")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
