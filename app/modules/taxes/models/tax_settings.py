"""Where a store is at home and registered for taxes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class TaxSettings(StoreOwned, Base):
    """How a store taxes; a store without a row charges no tax yet.

    `registrations` is an object of the other countries where it is registered, each with its number
    there or "". `version` rises with every change.
    """

    __tablename__ = "taxes_settings"
    __table_args__ = (
        UniqueConstraint("store_id"),
        CheckConstraint(
            "distance_sales IN ('below_threshold', 'one_stop')", name="known_distance_sales"
        ),
    )

    home_country: Mapped[str]
    prices_include_tax: Mapped[bool] = mapped_column(default=True, server_default="true")
    distance_sales: Mapped[str] = mapped_column(default="one_stop", server_default="one_stop")
    is_small_business: Mapped[bool] = mapped_column(default=False, server_default="false")
    vat_id: Mapped[str] = mapped_column(default="", server_default="")
    registrations: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict, server_default="{}")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    updated_at: Mapped[datetime]
