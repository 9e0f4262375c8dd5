"""A part of the world that a store delivers to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class ShippingZone(StoreOwned, Base):
    """A zone with prices of its own; among equally precise ones the lower position wins.

    `places` is a list of objects with `country` ("*" is everywhere else), `regions` and
    `postal_codes`.
    """

    __tablename__ = "shipping_zone"
    __table_args__ = (UniqueConstraint("store_id", "name"),)

    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    places: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
