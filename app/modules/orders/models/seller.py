"""Who sells, as invoices have to say it."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Seller(StoreOwned, Base):
    """Name, address and numbers of the store's business (Directive 2006/112/EC, article 226)."""

    __tablename__ = "orders_seller"
    __table_args__ = (UniqueConstraint("store_id"),)

    legal_name: Mapped[str]
    line1: Mapped[str]
    line2: Mapped[str]
    postal_code: Mapped[str]
    city: Mapped[str]
    country: Mapped[str]
    vat_id: Mapped[str]
    registration: Mapped[str]
    email: Mapped[str]
    footer: Mapped[str]
    version: Mapped[int] = mapped_column(server_default="1")
