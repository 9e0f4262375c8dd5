"""When a store's index was made anew."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class IndexState(Base):
    """The last rebuilding of one store: asked for, begun, done, and how far it is."""

    __tablename__ = "search_index_state"
    ownership = Ownership.STORE

    store_id: Mapped[int] = mapped_column(ForeignKey("tenancy_store.id"), primary_key=True)
    asked_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    documents_done: Mapped[int] = mapped_column(default=0, server_default="0")
