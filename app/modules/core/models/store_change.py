"""That something which shoppers see of a store has changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Identified, Ownership


class StoreChange(Identified, Base):
    """Written in the transaction of a change; tells nothing but that there was one.

    Rows are only added, so changes never wait for each other. How many there are and which is the
    newest names the state of a store: it becomes another one whenever a change commits, in whatever
    order. Whoever deletes old rows adds one.
    """

    __tablename__ = "core_store_change"
    __table_args__ = (Index("ix_core_store_change_store_id", "store_id", "id"),)
    ownership = Ownership.SHARED

    store_id: Mapped[int] = mapped_column(ForeignKey("tenancy_store.id"))
    happened_at: Mapped[datetime] = mapped_column(server_default=func.now())
