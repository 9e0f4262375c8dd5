"""The store: one shop of one merchant."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Identified, Ownership


class Store(Identified, Base):
    """One shop of one merchant, with its own catalogue, stock, orders, customers and team.

    `code` names it in paths and subdomains. `currency` (ISO 4217) and `time_zone` (IANA) are what
    its figures are kept in. It is active from `opened_at` until `closed_at`.
    """

    __tablename__ = "tenancy_store"
    ownership = Ownership.SHARED

    merchant_id: Mapped[int] = mapped_column(ForeignKey("tenancy_merchant.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    currency: Mapped[str] = mapped_column(default="EUR", server_default="EUR")
    time_zone: Mapped[str] = mapped_column(
        default="Europe/Luxembourg", server_default="Europe/Luxembourg"
    )
    locale: Mapped[str] = mapped_column(default="en", server_default="en")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    opened_at: Mapped[datetime | None] = mapped_column(server_default=func.now())
    closed_at: Mapped[datetime | None]
