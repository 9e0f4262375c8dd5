"""A product that an import put aside until somebody decides."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class StagingProduct(StoreOwned, Base):
    """It waits from `staged_at` until `resolved_at`; `price_minor` in minor units of `currency`."""

    __tablename__ = "marketplace_staging_product"
    __table_args__ = (
        UniqueConstraint("store_id", "external_ref"),
        CheckConstraint("(price_minor IS NULL) = (currency IS NULL)", name="price_with_currency"),
        ForeignKeyConstraint(
            ["store_id", "job_id"],
            ["marketplace_import_job.store_id", "marketplace_import_job.id"],
        ),
        Index("ix_marketplace_staging_product_job", "store_id", "job_id"),
        Index("ix_marketplace_staging_product_staged", "store_id", "staged_at"),
    )

    external_ref: Mapped[str]
    job_id: Mapped[int]
    title: Mapped[str]
    sku: Mapped[str]
    price_minor: Mapped[int | None]
    currency: Mapped[str | None]
    staged_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolution: Mapped[str | None]
