"""A carrier that a store works with and that not everybody knows."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class ShippingCarrier(StoreOwned, Base):
    """A carrier of the store's own, which goes before a known one of the same code.

    `tracking_url` holds `{number}`, or is "" where parcels cannot be followed.
    """

    __tablename__ = "shipping_carrier"
    __table_args__ = (UniqueConstraint("store_id", "code"),)

    code: Mapped[str]
    name: Mapped[str]
    tracking_url: Mapped[str] = mapped_column(default="", server_default="")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
