"""A custom domain of a store."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Identified, Ownership


class StoreDomain(Identified, Base):
    """A host name that a store claims; it is served only once `verified_at` is set.

    `hostname` is lower-case ASCII (punycode for international names) and claimed by one store.
    """

    __tablename__ = "tenancy_store_domain"
    ownership = Ownership.SHARED

    store_id: Mapped[int] = mapped_column(ForeignKey("tenancy_store.id"), index=True)
    hostname: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    verified_at: Mapped[datetime | None]
