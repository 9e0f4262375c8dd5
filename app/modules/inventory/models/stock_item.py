"""The stock of one variant."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class StockItem(StoreOwned, Base):
    """That a variant's stock is kept, since `created_at`, and its level now.

    `on_hand` and `reserved` are always the sums of the item's movements; they are read in place of
    the movements and mean nothing while the item is not tracked. `sku` and `title` are the
    variant's, copied, so that a stock list needs no other module's rows. Of a tracked item no more
    can be sold than there is, unless it `may_backorder`: then `backorder_limit` units more, or any
    number without a limit. `moved_at` is the time of the latest movement, long ago where nothing
    moved, None where nobody looked yet. `version` counts changes of how the stock is kept, not of
    the level.
    """

    __tablename__ = "inventory_stock_item"
    __table_args__ = (
        UniqueConstraint("store_id", "variant_id"),
        ForeignKeyConstraint(
            ["store_id", "variant_id"], ["catalog_variant.store_id", "catalog_variant.id"]
        ),
        CheckConstraint("low_stock_threshold >= 0", name="threshold_not_negative"),
        CheckConstraint("backorder_limit >= 0", name="backorder_limit_not_negative"),
    )

    variant_id: Mapped[int]
    sku: Mapped[str]
    title: Mapped[str]
    is_tracked: Mapped[bool] = mapped_column(default=True, server_default="true")
    low_stock_threshold: Mapped[int] = mapped_column(default=0, server_default="0")
    on_hand: Mapped[int] = mapped_column(default=0, server_default="0")
    reserved: Mapped[int] = mapped_column(default=0, server_default="0")
    may_backorder: Mapped[bool] = mapped_column(default=False, server_default="false")
    backorder_limit: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    created_at: Mapped[datetime]
    moved_at: Mapped[datetime | None]
