"""A promotion of a store."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, Index, Numeric, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.promotions.rules import PromotionKind, TargetKind
from app.modules.tenancy.models import StoreOwned

_KINDS = ", ".join(f"'{kind}'" for kind in PromotionKind)
_TARGETS = ", ".join(f"'{kind}'" for kind in TargetKind)


class Promotion(StoreOwned, Base):
    """What is given off, on what, when and to whom; `app.modules.promotions.rules` says how.

    Amounts are in minor units of `currency`. It runs in [starts_at, ends_at); what is over is ended
    and not deleted, since redemptions name it. `times_used` is kept only while there is a
    `total_limit`, under a lock on the row: without one, nobody who buys waits for anybody else.
    `version` rises with every change by the team.
    """

    __tablename__ = "promotions_promotion"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_KINDS})", name="known_kind"),
        CheckConstraint(f"target_kind IN ({_TARGETS})", name="known_target"),
        CheckConstraint("percent >= 0 AND percent <= 100", name="percent_in_range"),
        CheckConstraint("amount_minor >= 0", name="amount_not_negative"),
        CheckConstraint("total_limit IS NULL OR times_used <= total_limit", name="within_limit"),
        Index(
            "ix_promotions_promotion_automatic",
            "store_id",
            "ends_at",
            postgresql_where=text("is_automatic"),
        ),
    )

    name: Mapped[str]
    kind: Mapped[str]
    is_automatic: Mapped[bool]
    percent: Mapped[Decimal] = mapped_column(Numeric(5, 2), default=0, server_default="0")
    amount_minor: Mapped[int] = mapped_column(default=0, server_default="0")
    currency: Mapped[str | None]
    target_kind: Mapped[str] = mapped_column(default="all", server_default="all")
    target_ids: Mapped[list[int]] = mapped_column(
        ARRAY(BigInteger), default=list, server_default="{}"
    )
    buy_quantity: Mapped[int] = mapped_column(default=0, server_default="0")
    get_quantity: Mapped[int] = mapped_column(default=0, server_default="0")
    reward_kind: Mapped[str | None]
    reward_ids: Mapped[list[int]] = mapped_column(
        ARRAY(BigInteger), default=list, server_default="{}"
    )
    most_times: Mapped[int | None]
    min_amount_minor: Mapped[int] = mapped_column(default=0, server_default="0")
    min_quantity: Mapped[int] = mapped_column(default=0, server_default="0")
    group_codes: Mapped[list[str]] = mapped_column(ARRAY(String), default=list, server_default="{}")
    countries: Mapped[list[str]] = mapped_column(ARRAY(String), default=list, server_default="{}")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    priority: Mapped[int] = mapped_column(default=100, server_default="100")
    combines_with: Mapped[list[str]] = mapped_column(
        ARRAY(String), default=list, server_default="{}"
    )
    total_limit: Mapped[int | None]
    customer_limit: Mapped[int | None]
    times_used: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
