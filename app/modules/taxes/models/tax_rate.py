"""A rate that a store has set by itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class TaxRate(StoreOwned, Base):
    """A rate in per cent for a class or category at a place, from its first to its last day.

    `region` and `postal_prefix` are "" where they do not matter; both are upper case.
    """

    __tablename__ = "taxes_rate"
    __table_args__ = (
        UniqueConstraint(
            "store_id",
            "country",
            "region",
            "postal_prefix",
            "tax_class",
            "valid_from",
            name="uq_taxes_rate_place_class_day",
        ),
        CheckConstraint("rate >= 0 AND rate <= 100", name="rate_is_per_cent"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_start"),
    )

    country: Mapped[str]
    region: Mapped[str] = mapped_column(default="", server_default="")
    postal_prefix: Mapped[str] = mapped_column(default="", server_default="")
    tax_class: Mapped[str]
    rate: Mapped[Decimal] = mapped_column(Numeric(7, 4))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
