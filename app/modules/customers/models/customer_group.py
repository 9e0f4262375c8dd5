"""Groups of customers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class CustomerGroup(StoreOwned, Base):
    """Customers that a store treats alike, such as wholesalers; `code` names it to other parts."""

    __tablename__ = "customers_group"
    __table_args__ = (UniqueConstraint("store_id", "code"),)

    code: Mapped[str]
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    version: Mapped[int] = mapped_column(default=1, server_default="1")
