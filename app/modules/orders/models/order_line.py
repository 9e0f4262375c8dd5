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
    there is one, and so has no foreign key. `priced_discount_minor` is the discount as prices are
    shown, with tax where they include it. Of `quantity` so many `..._units` were cancelled before
    they were shipped, were shipped, came back afterwards; `reversed_*` is what reversals took back
    of units, net amount and tax, the cancelled units included.
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
    position: Mapped[int] = mapped_column(server_default="0")
    priced_discount_minor: Mapped[int] = mapped_column(server_default="0")
    tax_rate: Mapped[Decimal | None] = mapped_column(Numeric(9, 4))
    tax_class: Mapped[str | None]
    needs_shipping: Mapped[bool] = mapped_column(server_default="true")
    weight_grams: Mapped[int] = mapped_column(server_default="0")
    cancelled_units: Mapped[int] = mapped_column(server_default="0")
    shipped_units: Mapped[int] = mapped_column(server_default="0")
    returned_units: Mapped[int] = mapped_column(server_default="0")
    reversed_units: Mapped[int] = mapped_column(server_default="0")
    reversed_net_minor: Mapped[int] = mapped_column(server_default="0")
    reversed_tax_minor: Mapped[int] = mapped_column(server_default="0")

    @property
    def net_minor(self) -> int:
        """What was charged without tax."""
        return self.gross_minor - self.discount_minor

    @property
    def left_units(self) -> int:
        """Units that no reversal took back."""
        return self.quantity - self.reversed_units

    @property
    def left_net_minor(self) -> int:
        """What no reversal took back of the net amount."""
        return self.net_minor - self.reversed_net_minor

    @property
    def left_tax_minor(self) -> int:
        """What no reversal took back of the tax."""
        return self.tax_minor - self.reversed_tax_minor

    @property
    def to_ship_units(self) -> int:
        """Units that still have to leave the house."""
        return self.quantity - self.cancelled_units - self.shipped_units

    @property
    def with_customer_units(self) -> int:
        """Units that were shipped and that no reversal took back."""
        return self.left_units - self.to_ship_units
