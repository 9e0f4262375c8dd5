"""That a customer's data is to be erased, since when and until when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class ErasureRequest(StoreOwned, Base):
    """One request, kept as proof that it was met; it names the row only, not the person."""

    __tablename__ = "customers_erasure_request"
    __table_args__ = (
        CheckConstraint("asked_by IN ('customer', 'team')", name="asked_by_known"),
        ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_customer.store_id", "customers_customer.id"],
        ),
        Index(
            "uq_customers_erasure_request_open",
            "store_id",
            "customer_id",
            unique=True,
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    customer_id: Mapped[int]
    asked_by: Mapped[str]
    requested_at: Mapped[datetime]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    rows_erased: Mapped[int | None]
