"""Which version of its settings a store has: ways of delivery, taxes, promotions and the like."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Identified, Ownership


class StoreSetup(Identified, Base):
    """One row a store, from its first setting on.

    The version is drawn from a sequence with every change, so that one which was rolled back never
    comes again with other settings behind it.
    """

    __tablename__ = "core_store_setup"
    __table_args__ = (UniqueConstraint("store_id"),)
    ownership = Ownership.SHARED

    store_id: Mapped[int] = mapped_column(ForeignKey("tenancy_store.id"))
    version: Mapped[int] = mapped_column(
        server_default=text("nextval('core_store_setup_id_seq'::regclass)")
    )
