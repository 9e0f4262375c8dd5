"""The promotions that may apply to a basket, in one statement, and what a buyer used before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.modules.promotions.models import Promotion, PromotionCode, Redemption


class CandidateRows:
    """Reads one store's promotions and codes; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def automatic(self) -> Sequence[Promotion]:
        """The automatic promotions of all times, by priority, then by id."""
        statement = select(Promotion).where(
            Promotion.store_id == self._store_id, Promotion.is_automatic
        )
        ordered = statement.order_by(Promotion.priority, Promotion.id)
        return self._db.scalars(ordered.execution_options(populate_existing=True)).all()

    def find(
        self, code_keys: Collection[str], at: datetime
    ) -> Sequence[tuple[Promotion, PromotionCode | None]]:
        """The automatic promotions of that moment, and those of these codes at any time.

        A promotion comes once for each of its codes, retired ones too. Automatic ones by priority,
        then by id.
        """
        is_given = and_(
            PromotionCode.store_id == Promotion.store_id,
            PromotionCode.promotion_id == Promotion.id,
            PromotionCode.code_key.in_(code_keys),
        )
        runs = and_(
            Promotion.is_automatic,
            Promotion.starts_at <= at,
            or_(Promotion.ends_at.is_(None), Promotion.ends_at > at),
        )
        of_codes = select(PromotionCode.promotion_id).where(
            PromotionCode.store_id == self._store_id, PromotionCode.code_key.in_(code_keys)
        )
        wanted = or_(runs, Promotion.id.in_(of_codes)) if code_keys else runs
        statement = (
            select(Promotion, PromotionCode)
            .outerjoin(PromotionCode, is_given)
            .where(Promotion.store_id == self._store_id, wanted)
            .order_by(Promotion.priority, Promotion.id)
            .execution_options(populate_existing=True)
        )
        return [(row[0], row[1]) for row in self._db.execute(statement)]

    def uses_of_customer(self, promotion_ids: Collection[int], customer_key: str) -> dict[int, int]:
        """How often the buyer used each of these promotions; those never used are left out."""
        statement = (
            select(Redemption.promotion_id, func.count())
            .where(
                Redemption.store_id == self._store_id,
                Redemption.promotion_id.in_(promotion_ids),
                Redemption.customer_key == customer_key,
            )
            .group_by(Redemption.promotion_id)
        )
        return {row[0]: row[1] for row in self._db.execute(statement)}
