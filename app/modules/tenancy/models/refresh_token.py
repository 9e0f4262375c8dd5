"""Refresh tokens of API clients, in families that die together."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class RefreshToken(Base):
    """One link of a chain that began with one sign-in; only its digest is kept.

    Each token is used once and replaced. Using it twice ends the whole family (`family_id`), for
    then somebody else holds a copy.
    """

    __tablename__ = "tenancy_refresh_token"
    ownership = Ownership.LOCAL

    token_digest: Mapped[str] = mapped_column(primary_key=True)
    family_id: Mapped[str] = mapped_column(index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("tenancy_user.id"), index=True)
    audience: Mapped[str]
    store_id: Mapped[int | None] = mapped_column(ForeignKey("tenancy_store.id"))
    platform_id: Mapped[int | None] = mapped_column(ForeignKey("tenancy_platform.id"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
