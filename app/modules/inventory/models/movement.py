"""One change of a variant's stock."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.contracts.stock import MovementReason
from app.modules.tenancy.models import StoreOwned

_REASONS = ", ".join(f"'{reason}'" for reason in MovementReason)


class Movement(StoreOwned, Base):
    """What came, went, was set aside or let go, and when; written once and never changed.

    Without a location it happened at the main one. `reservation_id` names what it was set aside
    for.
    """

    __tablename__ = "inventory_movement"
    __table_args__ = (
        UniqueConstraint("store_id", "source", "external_ref"),
        ForeignKeyConstraint(
            ["store_id", "variant_id"],
            ["inventory_stock_item.store_id", "inventory_stock_item.variant_id"],
        ),
        ForeignKeyConstraint(
            ["store_id", "location_id"], ["inventory_location.store_id", "inventory_location.id"]
        ),
        ForeignKeyConstraint(
            ["store_id", "reservation_id"],
            ["inventory_reservation.store_id", "inventory_reservation.id"],
        ),
        CheckConstraint(f"reason IN ({_REASONS})", name="known_reason"),
        Index("ix_inventory_movement_store_id_happened_at", "store_id", "happened_at"),
        Index("ix_inventory_movement_store_id_variant_id", "store_id", "variant_id"),
        Index(
            "ix_inventory_movement_store_id_location_id",
            "store_id",
            "location_id",
            postgresql_where=text("location_id IS NOT NULL"),
        ),
    )

    variant_id: Mapped[int]
    source: Mapped[str]
    external_ref: Mapped[str]
    reason: Mapped[str]
    on_hand_change: Mapped[int] = mapped_column(default=0, server_default="0")
    reserved_change: Mapped[int] = mapped_column(default=0, server_default="0")
    happened_at: Mapped[datetime]
    note: Mapped[str | None]
    location_id: Mapped[int | None]
    reservation_id: Mapped[int | None]
