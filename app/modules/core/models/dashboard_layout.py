"""How a person laid out a dashboard."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class DashboardLayout(Base):
    """A person's choice for the dashboards of one frontend; without one his role's default holds.

    `dashboard` is "store" or "admin". The lists hold codes of modules (`sections`) and keys of
    metrics, which may have gone since.
    """

    __tablename__ = "core_dashboard_layout"
    ownership = Ownership.SHARED

    user_id: Mapped[int] = mapped_column(
        ForeignKey("tenancy_user.id", ondelete="CASCADE"), primary_key=True
    )
    dashboard: Mapped[str] = mapped_column(primary_key=True)
    sections: Mapped[list[str]] = mapped_column(ARRAY(Text))
    cards: Mapped[list[str]] = mapped_column(ARRAY(Text))
    pinned: Mapped[list[str]] = mapped_column(ARRAY(Text))
    hidden: Mapped[list[str]] = mapped_column(ARRAY(Text))
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())
