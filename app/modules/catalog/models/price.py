"""What a variant costs, from when on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Price(StoreOwned, Base):
    """A variant's price in one currency from `valid_from` until the next row's; None: no price.

    Rows whose time has come are history and never change: they prove what was asked for when.
    `prior_minor` of a reduced price is the lowest price of the 30 days before it (Directive
    98/6/EC, article 6a), as the rows before it give it; None where there was none.
    """

    __tablename__ = "catalog_price"
    __table_args__ = (
        UniqueConstraint("store_id", "variant_id", "currency", "valid_from"),
        ForeignKeyConstraint(
            ["store_id", "variant_id"], ["catalog_variant.store_id", "catalog_variant.id"]
        ),
        CheckConstraint("amount_minor >= 0", name="amount_not_negative"),
    )

    variant_id: Mapped[int]
    currency: Mapped[str]
    valid_from: Mapped[datetime]
    amount_minor: Mapped[int | None]
    is_reduced: Mapped[bool] = mapped_column(default=False, server_default="false")
    prior_minor: Mapped[int | None]
    written_at: Mapped[datetime]
