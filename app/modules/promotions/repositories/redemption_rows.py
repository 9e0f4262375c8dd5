"""Uses of promotions: counted under a lock where something is limited, given back the same way.

Whoever redeems holds a share of every promotion, which a team that changes one waits for; only
limited promotions and codes are held alone. Without a limit no buyer waits for another.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.modules.promotions.models import Promotion, PromotionCode, Redemption
from app.modules.promotions.repositories.code_rows import by_key

S = TypeVar("S", bound=Select[*tuple[Any, ...]])


class RedemptionRows:
    """Works on one store's promotions, codes and uses; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def share_promotions(self, ids: Collection[int]) -> dict[int, Promotion]:
        """The promotions as they are now; nobody changes them until the transaction ends."""
        statement = select(Promotion).where(
            Promotion.store_id == self._store_id, Promotion.id.in_(ids)
        )
        return {row.id: row for row in self._db.scalars(_shared(statement, Promotion))}

    def lock_promotions(self, ids: Collection[int]) -> dict[int, Promotion]:
        """The promotions as they are now; nobody else redeems them until the transaction ends."""
        statement = select(Promotion).where(
            Promotion.store_id == self._store_id, Promotion.id.in_(ids)
        )
        return {row.id: row for row in self._db.scalars(in_lock_order(statement, Promotion))}

    def lock_codes(self, keys: Collection[str]) -> dict[str, PromotionCode]:
        """The codes meant by these keys as they are now; limited ones are locked, others shared."""
        mine = [PromotionCode.store_id == self._store_id, PromotionCode.code_key.in_(keys)]
        free = select(PromotionCode).where(*mine, PromotionCode.usage_limit.is_(None))
        return by_key((*self._locked_codes(mine), *self._db.scalars(_shared(free, PromotionCode))))

    def lock_codes_by_id(self, ids: Collection[int]) -> Sequence[PromotionCode]:
        """The limited ones among these codes as they are now, locked."""
        mine = [PromotionCode.store_id == self._store_id, PromotionCode.id.in_(ids)]
        return self._locked_codes(mine) if ids else ()

    def _locked_codes(self, mine: Sequence[ColumnElement[bool]]) -> Sequence[PromotionCode]:
        limited = select(PromotionCode).where(*mine, PromotionCode.usage_limit.is_not(None))
        return self._db.scalars(in_lock_order(limited, PromotionCode)).all()

    def uses_of(self, ref: str) -> Sequence[Redemption]:
        """What `ref` has used, by promotion."""
        statement = (
            select(Redemption)
            .where(Redemption.store_id == self._store_id, Redemption.ref == ref)
            .order_by(Redemption.promotion_id)
        )
        return self._db.scalars(statement).all()

    def counts_of_promotions(self, ids: Collection[int]) -> dict[int, int]:
        """How many uses of each of these promotions count; those without any are left out."""
        statement = (
            select(Redemption.promotion_id, func.count())
            .where(Redemption.store_id == self._store_id, Redemption.promotion_id.in_(ids))
            .group_by(Redemption.promotion_id)
        )
        return {row[0]: row[1] for row in self._db.execute(statement)}

    def counts_of_codes(self, ids: Collection[int]) -> dict[int, int]:
        """How many uses of each of these codes count; those without any are left out."""
        statement = (
            select(Redemption.code_id, func.count())
            .where(Redemption.store_id == self._store_id, Redemption.code_id.in_(ids))
            .group_by(Redemption.code_id)
        )
        return {row[0]: row[1] for row in self._db.execute(statement) if row[0] is not None}

    def add(self, rows: Sequence[dict[str, Any]]) -> None:
        """Writes the uses; each row is complete but for the store."""
        given = [{"store_id": self._store_id, **row} for row in rows]
        self._db.execute(insert(Redemption), given)

    def remove(self, ref: str) -> Sequence[Redemption]:
        """Forgets what `ref` has used, and says what that was."""
        statement = (
            delete(Redemption)
            .where(Redemption.store_id == self._store_id, Redemption.ref == ref)
            .returning(Redemption)
            .execution_options(synchronize_session=False)
        )
        return self._db.scalars(statement).all()

    def count(self, promotion_ids: Collection[int], code_ids: Collection[int], by: int) -> None:
        """Moves the counts of limited promotions and codes, which are locked by the caller."""
        for entity, ids in ((Promotion, promotion_ids), (PromotionCode, code_ids)):
            if ids:
                self._db.execute(
                    update(entity)
                    .where(entity.store_id == self._store_id, entity.id.in_(ids))
                    .values(times_used=entity.times_used + by)
                    .execution_options(synchronize_session=False)
                )


def _shared(statement: S, entity: type[Any]) -> S:
    """The statement, keeping the rows from being changed by the team or deleted.

    `FOR KEY SHARE` waits for `FOR UPDATE` only, and takes no part in the locks of redeeming.
    """
    return (
        statement.order_by(entity.store_id, entity.id)
        .with_for_update(read=True, key_share=True)
        .execution_options(populate_existing=True)
    )
