"""A theme installed in a store."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Theme(StoreOwned, Base):
    """A look of the storefront. At most one theme of a store is in use."""

    __tablename__ = "cms_theme"
    __table_args__ = (
        UniqueConstraint("store_id", "code"),
        Index("uq_cms_theme_in_use", "store_id", unique=True, postgresql_where="is_in_use"),
    )

    code: Mapped[str]
    name: Mapped[str]
    installed_at: Mapped[datetime]
    is_in_use: Mapped[bool] = mapped_column(default=False, server_default="false")
