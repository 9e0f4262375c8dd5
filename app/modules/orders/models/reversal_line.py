"""The line of a reversal."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class ReversalLine(StoreOwned, Base):
    """What went back of one article; quantity and amount are positive."""

    __tablename__ = "orders_reversal_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "reversal_id"], ["orders_reversal.store_id", "orders_reversal.id"]
        ),
        UniqueConstraint("store_id", "reversal_id", "external_ref"),
    )

    reversal_id: Mapped[int]
    external_ref: Mapped[str]
    sku: Mapped[str]
    title: Mapped[str]
    quantity: Mapped[int]
    goods_minor: Mapped[int]
