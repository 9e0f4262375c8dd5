"""A place where a store keeps stock."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Location(StoreOwned, Base):
    """A warehouse or a shelf; goods are taken from the one with the lowest `priority` first.

    One location is the main one: all stock that no other location holds is there, so a store that
    never heard of locations has its stock in it. It is made when locations are first looked at and
    can neither be closed nor removed. Only active locations sell; one that is closed is empty.
    """

    __tablename__ = "inventory_location"
    __table_args__ = (
        UniqueConstraint("store_id", "code"),
        Index(
            "uq_inventory_location_store_id_main",
            "store_id",
            unique=True,
            postgresql_where=text("is_main"),
        ),
        CheckConstraint("is_active OR NOT is_main", name="main_is_active"),
    )

    code: Mapped[str]
    name: Mapped[str]
    country: Mapped[str | None]
    priority: Mapped[int] = mapped_column(default=0, server_default="0")
    is_main: Mapped[bool] = mapped_column(default=False, server_default="false")
    is_active: Mapped[bool] = mapped_column(default=True, server_default="true")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    created_at: Mapped[datetime]
