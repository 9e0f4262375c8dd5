"""The merchant: the business that owns stores."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Identified, Ownership


class Merchant(Identified, Base):
    """The business behind one or more stores; it holds the subscription and the programmes."""

    __tablename__ = "tenancy_merchant"
    ownership = Ownership.SHARED

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
