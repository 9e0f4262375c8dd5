"""A code that lets a promotion apply."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned

IS_LIVE = text("retired_at IS NULL")


class PromotionCode(StoreOwned, Base):
    """What a shopper types; `code_key` is the code without its case and the accidents of writing.

    `times_used` is kept only where there is a `usage_limit`. A code that was used is retired and
    not deleted, since uses name it; another code may be written like it then, with uses and a
    limit of its own.
    """

    __tablename__ = "promotions_code"
    __table_args__ = (
        Index(
            "uq_promotions_code_live",
            "store_id",
            "code_key",
            unique=True,
            postgresql_where=IS_LIVE,
        ),
        Index("ix_promotions_code_key", "store_id", "code_key"),
        ForeignKeyConstraint(
            ["store_id", "promotion_id"],
            ["promotions_promotion.store_id", "promotions_promotion.id"],
        ),
        CheckConstraint("usage_limit IS NULL OR times_used <= usage_limit", name="within_limit"),
        Index("ix_promotions_code_promotion", "store_id", "promotion_id", "id"),
    )

    promotion_id: Mapped[int]
    code: Mapped[str]
    code_key: Mapped[str]
    usage_limit: Mapped[int | None]
    times_used: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
