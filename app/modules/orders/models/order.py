"""The order of a store."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Computed, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned

# Written out as PostgreSQL gives them back, so that a comparison finds no difference.
PENDING_UNTIL = (
    "CASE WHEN least(paid_at, cancelled_at, failed_at) IS NOT NULL"
    " THEN greatest(placed_at, least(paid_at, cancelled_at, failed_at))"
    " ELSE NULL::timestamp with time zone END"
)
UNFULFILLED_FROM = (
    "CASE WHEN paid_at IS NOT NULL THEN greatest(placed_at, paid_at)"
    " ELSE NULL::timestamp with time zone END"
)
UNFULFILLED_UNTIL = (
    "CASE WHEN paid_at IS NOT NULL AND least(fulfilled_at, cancelled_at, failed_at) IS NOT NULL"
    " THEN greatest(placed_at, paid_at, least(fulfilled_at, cancelled_at, failed_at))"
    " ELSE NULL::timestamp with time zone END"
)


class Order(StoreOwned, Base):
    """What one customer ordered at once; amounts in minor units of `currency`.

    The amounts and `units` are the sums over the lines as they were sold; later refunds are rows
    of `Reversal` and never change them. `gross_minor` is before discounts, tax and shipping,
    `tax_minor` includes the tax on shipping. The last three columns say from when until when the
    order waits for payment and for shipment; the database derives them from the times, and a
    cause that is dated before its effect does not make the wait negative. `customer_id` points
    into another module, if there is one, and so has no foreign key.
    """

    __tablename__ = "orders_order"
    __table_args__ = (
        UniqueConstraint("store_id", "source", "external_ref"),
        Index(
            "ix_orders_order_placed",
            "store_id",
            "placed_at",
            postgresql_include=[
                "currency",
                "gross_minor",
                "discount_minor",
                "shipping_minor",
                "tax_minor",
                "units",
            ],
            postgresql_where="failed_at IS NULL",
        ),
        Index(
            "ix_orders_order_cancelled",
            "store_id",
            "cancelled_at",
            postgresql_where="cancelled_at IS NOT NULL AND failed_at IS NULL",
        ),
        Index(
            "ix_orders_order_pending",
            "store_id",
            "pending_until",
            postgresql_include=["placed_at"],
        ),
        Index(
            "ix_orders_order_unfulfilled",
            "store_id",
            "unfulfilled_until",
            postgresql_include=["unfulfilled_from"],
            postgresql_where="unfulfilled_from IS NOT NULL",
        ),
    )

    source: Mapped[str]
    external_ref: Mapped[str]
    number: Mapped[str]
    platform_id: Mapped[int | None] = mapped_column(ForeignKey("tenancy_platform.id"))
    customer_id: Mapped[int | None]
    customer_name: Mapped[str | None]
    customer_email: Mapped[str | None]
    country: Mapped[str | None]
    currency: Mapped[str]
    placed_at: Mapped[datetime]
    paid_at: Mapped[datetime | None]
    fulfilled_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    gross_minor: Mapped[int]
    discount_minor: Mapped[int]
    shipping_minor: Mapped[int]
    shipping_tax_minor: Mapped[int]
    tax_minor: Mapped[int]
    units: Mapped[int]
    pending_until: Mapped[datetime | None] = mapped_column(Computed(PENDING_UNTIL, persisted=True))
    unfulfilled_from: Mapped[datetime | None] = mapped_column(
        Computed(UNFULFILLED_FROM, persisted=True)
    )
    unfulfilled_until: Mapped[datetime | None] = mapped_column(
        Computed(UNFULFILLED_UNTIL, persisted=True)
    )
