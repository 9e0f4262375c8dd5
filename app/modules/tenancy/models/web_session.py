"""Sessions of people who use the pages."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class WebSession(Base):
    """A signed-in browser. Only the digest of its cookie is kept.

    `audience` is the frontend it works in ("admin" or "store"); `store_id` and `platform_id` are
    the store or platform in view, which its user may switch among those he has rights in.
    """

    __tablename__ = "tenancy_web_session"
    ownership = Ownership.LOCAL

    token_digest: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("tenancy_user.id"), index=True)
    audience: Mapped[str]
    store_id: Mapped[int | None] = mapped_column(ForeignKey("tenancy_store.id"))
    platform_id: Mapped[int | None] = mapped_column(ForeignKey("tenancy_platform.id"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
