"""Units that are set aside for somebody."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned

PENDING = "quantity > shipped + released AND confirmed_at IS NULL AND expires_at IS NOT NULL"


class Reservation(StoreOwned, Base):
    """What `ref` ("order:42") has of a variant at a location, the main one where none is named.

    Held is `quantity` less what was shipped and released; `backordered` of it went beyond what
    there was at the time. Without a confirmation it ends at `expires_at`, if there is such a time.
    Written by whoever holds the item's lock.
    """

    __tablename__ = "inventory_reservation"
    __table_args__ = (
        UniqueConstraint(
            "store_id", "ref", "variant_id", "location_id", postgresql_nulls_not_distinct=True
        ),
        ForeignKeyConstraint(
            ["store_id", "variant_id"],
            ["inventory_stock_item.store_id", "inventory_stock_item.variant_id"],
        ),
        ForeignKeyConstraint(
            ["store_id", "location_id"], ["inventory_location.store_id", "inventory_location.id"]
        ),
        CheckConstraint(
            "shipped >= 0 AND released >= 0 AND quantity >= shipped + released",
            name="nothing_let_go_twice",
        ),
        CheckConstraint("backordered BETWEEN 0 AND quantity", name="backordered_is_a_part"),
        Index(
            "ix_inventory_reservation_pending",
            "store_id",
            "expires_at",
            postgresql_where=text(PENDING),
        ),
        Index(
            "ix_inventory_reservation_held",
            "store_id",
            "variant_id",
            postgresql_where=text("quantity > shipped + released"),
        ),
    )

    ref: Mapped[str]
    variant_id: Mapped[int]
    location_id: Mapped[int | None]
    quantity: Mapped[int]
    backordered: Mapped[int] = mapped_column(default=0, server_default="0")
    shipped: Mapped[int] = mapped_column(default=0, server_default="0")
    released: Mapped[int] = mapped_column(default=0, server_default="0")
    expires_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
