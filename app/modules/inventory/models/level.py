"""What one location holds of one variant."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Level(StoreOwned, Base):
    """Units at a location other than the main one; always the sums of the movements there.

    The main location's level is what the levels leave of the item's own: it has no rows here, and
    a store with one location has none at all. Written by whoever holds the item's lock.
    """

    __tablename__ = "inventory_level"
    __table_args__ = (
        UniqueConstraint("store_id", "variant_id", "location_id"),
        ForeignKeyConstraint(
            ["store_id", "variant_id"],
            ["inventory_stock_item.store_id", "inventory_stock_item.variant_id"],
        ),
        ForeignKeyConstraint(
            ["store_id", "location_id"], ["inventory_location.store_id", "inventory_location.id"]
        ),
    )

    variant_id: Mapped[int]
    location_id: Mapped[int]
    on_hand: Mapped[int] = mapped_column(default=0, server_default="0")
    reserved: Mapped[int] = mapped_column(default=0, server_default="0")
