"""That a promotion was used."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.kernel.database.personal import PERSONAL
from app.modules.tenancy.models import StoreOwned


class Redemption(StoreOwned, Base):
    """One use of a promotion by `ref` ("order:42"), with what it took off; gone when given back.

    `customer_key` is the buyer as limits per customer know them.
    """

    __tablename__ = "promotions_redemption"
    __table_args__ = (
        UniqueConstraint("store_id", "ref", "promotion_id"),
        ForeignKeyConstraint(
            ["store_id", "promotion_id"],
            ["promotions_promotion.store_id", "promotions_promotion.id"],
        ),
        ForeignKeyConstraint(
            ["store_id", "code_id"], ["promotions_code.store_id", "promotions_code.id"]
        ),
        Index("ix_promotions_redemption_buyer", "store_id", "promotion_id", "customer_key"),
        Index("ix_promotions_redemption_customer", "store_id", "customer_key"),
        Index("ix_promotions_redemption_code", "store_id", "code_id"),
    )

    ref: Mapped[str]
    promotion_id: Mapped[int]
    code_id: Mapped[int | None]
    customer_key: Mapped[str | None] = mapped_column(info=PERSONAL)
    amount_minor: Mapped[int]
    currency: Mapped[str | None]
    redeemed_at: Mapped[datetime]
