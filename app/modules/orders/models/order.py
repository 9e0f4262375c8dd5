"""The order of a store."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Computed, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.kernel.database.personal import PERSONAL
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

_JSON = JSONB(none_as_null=True)


class Order(StoreOwned, Base):
    """What one customer ordered at once; amounts in minor units of `currency`.

    The amounts and `units` are the sums over the lines as they were sold; later refunds are rows
    of `Reversal` and never change them. `gross_minor` is before discounts, tax and shipping,
    `tax_minor` includes the tax on shipping. The last three columns say from when until when the
    order waits for payment and for shipment; the database derives them from the times, and a
    cause that is dated before its effect does not make the wait negative. `customer_id` points
    into another module, if there is one, and so has no foreign key.

    What follows `units` is known of orders that were placed here (`source` "storefront") only:
    `captured_minor` and `refunded_minor` are what the payments module took and gave back,
    `returning_minor` what it is giving back, `refund_failed_minor` what it could not,
    `recorded_minor` what the team noted as received outside of it, `surplus_minor` what came beyond
    what was due and goes straight back. `reversed_*` are what reversals took back of the order's
    value (`reversed_minor` all of it, the others the shipping part, net and tax), `owed_minor` how
    much of that was to be given back as money. An unpaid order is given up at `hold_until`, None
    where payment is deferred. `token_digest` belongs to the secret that opens the order to its
    guest. `version` rises with every change.
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
        Index(
            "uq_orders_order_own_number",
            "store_id",
            "number",
            unique=True,
            postgresql_where="source = 'storefront'",
        ),
        Index(
            "ix_orders_order_overdue",
            "hold_until",
            postgresql_where=(
                "hold_until IS NOT NULL AND paid_at IS NULL AND authorised_at IS NULL"
                " AND failed_at IS NULL AND cancelled_at IS NULL"
            ),
        ),
        Index("ix_orders_order_number", "store_id", "number"),
        Index("ix_orders_order_customer", "store_id", "customer_id", "placed_at"),
        Index("ix_orders_order_email", "store_id", "customer_email"),
    )

    source: Mapped[str]
    external_ref: Mapped[str]
    number: Mapped[str]
    platform_id: Mapped[int | None] = mapped_column(ForeignKey("tenancy_platform.id"))
    customer_id: Mapped[int | None]
    customer_name: Mapped[str | None] = mapped_column(info=PERSONAL)
    customer_email: Mapped[str | None] = mapped_column(info=PERSONAL)
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
    locale: Mapped[str | None]
    token_digest: Mapped[str | None]
    shipping_address: Mapped[dict[str, Any] | None] = mapped_column(_JSON, info=PERSONAL)
    billing_address: Mapped[dict[str, Any] | None] = mapped_column(_JSON, info=PERSONAL)
    vat_id: Mapped[str | None] = mapped_column(info=PERSONAL)
    note: Mapped[str | None] = mapped_column(info=PERSONAL)
    shipping_code: Mapped[str | None]
    shipping_name: Mapped[str | None]
    shipping_discount_minor: Mapped[int] = mapped_column(server_default="0")
    are_prices_gross: Mapped[bool] = mapped_column(server_default="false")
    tax_scheme: Mapped[str | None]
    tax_note_key: Mapped[str | None]
    seller_vat_id: Mapped[str | None]
    tax_rates: Mapped[list[dict[str, Any]] | None] = mapped_column(_JSON)
    promotions: Mapped[list[dict[str, Any]] | None] = mapped_column(_JSON)
    payment_method: Mapped[str | None]
    hold_until: Mapped[datetime | None]
    authorised_at: Mapped[datetime | None]
    captured_minor: Mapped[int] = mapped_column(server_default="0")
    refunded_minor: Mapped[int] = mapped_column(server_default="0")
    returning_minor: Mapped[int] = mapped_column(server_default="0")
    refund_failed_minor: Mapped[int] = mapped_column(server_default="0")
    recorded_minor: Mapped[int] = mapped_column(server_default="0")
    surplus_minor: Mapped[int] = mapped_column(server_default="0")
    reversed_minor: Mapped[int] = mapped_column(server_default="0")
    reversed_shipping_minor: Mapped[int] = mapped_column(server_default="0")
    reversed_shipping_tax_minor: Mapped[int] = mapped_column(server_default="0")
    owed_minor: Mapped[int] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")

    @property
    def total_minor(self) -> int:
        """What was charged when it was sold: goods less discounts, shipping and tax."""
        net = self.gross_minor - self.discount_minor + self.shipping_minor
        return net + self.tax_minor

    @property
    def due_minor(self) -> int:
        """What is charged after all that was taken back."""
        return self.total_minor - self.reversed_minor

    @property
    def paid_minor(self) -> int:
        """What was received, through payments or outside of them, without the surplus."""
        return self.captured_minor + self.recorded_minor - self.surplus_minor

    @property
    def held_minor(self) -> int:
        """What of it is not to go back.

        More may go back than the order knows a reason for: by the team in payments, or in the
        provider's own pages.
        """
        return self.paid_minor - max(self.owed_minor, self._going_back_minor)

    @property
    def given_back_apart_minor(self) -> int:
        """What went back without a reversal that says why, as in the provider's own pages."""
        return max(self._going_back_minor - self.owed_minor, 0)

    @property
    def spare_minor(self) -> int:
        """What is here beyond what is due: it was to go back, and the provider would not."""
        gone = self.refunded_minor + self.returning_minor
        return max(self.captured_minor + self.recorded_minor - gone - self.due_minor, 0)

    @property
    def given_back_minor(self) -> int:
        """What of it was given back or is on its way; not what a provider would not give back.

        When both a surplus and something else was to go back and one of them failed, the surplus
        counts as the one that went.
        """
        return max(self.owed_minor - self.refund_failed_minor, self._going_back_minor, 0)

    @property
    def _going_back_minor(self) -> int:
        return self.refunded_minor + self.returning_minor - self.surplus_minor
