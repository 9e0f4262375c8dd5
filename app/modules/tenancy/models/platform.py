"""The platform: a branded offering with a domain, enabled modules and operators of its own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Identified, Ownership


class Platform(Identified, Base):
    """A branded offering. `domain` is its host name, stores appear beneath it as subdomains.

    `time_zone` cuts the days of the platform's figures; `accent` is one of the named accents of
    the design tokens.
    """

    __tablename__ = "tenancy_platform"
    ownership = Ownership.SHARED

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    domain: Mapped[str] = mapped_column(unique=True)
    time_zone: Mapped[str] = mapped_column(default="UTC", server_default="UTC")
    locale: Mapped[str] = mapped_column(default="en", server_default="en")
    accent: Mapped[str] = mapped_column(default="teal", server_default="teal")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
