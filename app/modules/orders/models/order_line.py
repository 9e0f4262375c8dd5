"""The line of an order."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import ForeignKeyConstraint, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class OrderLine(StoreOwned, Base):
    """What was sold, copied as it was that day, so that the catalogue may change afterwards.

    `unit_price` is in major units of the order's currency and may lie below a minor unit, as some
    sources price; the amounts are in minor units. `variant_id` points into another module, if
    there is one, and so has no foreign key.
    """

    __tablename__ = "orders_order_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "order_id"], ["orders_order.store_id", "orders_order.id"]
        ),
        UniqueConstraint("store_id", "order_id", "external_ref"),
    )

    order_id: Mapped[int]
    external_ref: Mapped[str]
    sku: Mapped[str]
    title: Mapped[str]
    variant_id: Mapped[int | None]
    quantity: Mapped[int]
    unit_price: Mapped[Decimal] = mapped_column(Numeric(18, 6))
    gross_minor: Mapped[int]
    discount_minor: Mapped[int]
    tax_minor: Mapped[int]
