"""The codes of promotions, as the team makes and ends them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from app.kernel.database.upsert import upsert_rows
from app.modules.promotions.codes import code_key
from app.modules.promotions.models import Promotion, PromotionCode
from app.modules.promotions.models.promotion_code import IS_LIVE


def by_key(rows: Iterable[PromotionCode]) -> dict[str, PromotionCode]:
    """The code that is meant by each key: the live one, else that which was retired last."""
    in_order = sorted(rows, key=lambda row: (row.retired_at is None, row.id))
    return {row.code_key: row for row in in_order}


class CodeRows:
    """Reads and writes codes of one promotion; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int, promotion_id: int) -> None:
        self._db = db
        self._store_id = store_id
        self._promotion_id = promotion_id

    def add(self, codes: Sequence[str], usage_limit: int | None, now: datetime) -> dict[str, int]:
        """Writes those whose key no live code of the store has; their ids by key. One statement."""
        rows = [
            {
                "store_id": self._store_id,
                "promotion_id": self._promotion_id,
                "code": code,
                "code_key": key,
                "usage_limit": usage_limit,
                "created_at": now,
            }
            for key, code in {code_key(code): code for code in codes}.items()
            if key is not None
        ]
        table = PromotionCode.metadata.tables[PromotionCode.__tablename__]
        written = upsert_rows(
            self._db, table, rows, key=("store_id", "code_key"), merge={}, among=IS_LIVE
        )
        return {str(key[1]): code_id for key, code_id in written.by_key.items()}

    def retire_where_over(self, key: str, now: datetime) -> None:
        """The code of that key is retired where it belongs to another promotion that is over."""
        over = select(Promotion.id).where(
            Promotion.store_id == self._store_id,
            Promotion.id != self._promotion_id,
            Promotion.ends_at <= now,
        )
        self._db.execute(
            update(PromotionCode)
            .where(
                PromotionCode.store_id == self._store_id,
                PromotionCode.code_key == key,
                PromotionCode.retired_at.is_(None),
                PromotionCode.promotion_id.in_(over),
            )
            .values(retired_at=now)
            .execution_options(synchronize_session=False)
        )

    def find(self, code_id: int) -> PromotionCode | None:
        """The code of that id."""
        return self._db.scalar(
            select(PromotionCode).where(*self._mine, PromotionCode.id == code_id)
        )

    def hold(self, code_id: int) -> PromotionCode | None:
        """The code as it is now; no use that names it can be written until the transaction ends."""
        return self._db.scalar(
            select(PromotionCode)
            .where(*self._mine, PromotionCode.id == code_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )

    def page(self, limit: int, after_id: int) -> Sequence[PromotionCode]:
        """One more than `limit`, in the order in which they were made."""
        statement = (
            select(PromotionCode)
            .where(*self._mine, PromotionCode.id > after_id)
            .order_by(PromotionCode.id)
        )
        return self._db.scalars(statement.limit(limit + 1)).all()

    def count(self) -> int:
        """How many codes the promotion has, retired ones too."""
        return self._db.scalars(select(func.count()).where(*self._mine)).one()

    def remove(self, code_id: int) -> None:
        """Deletes a code that nothing names."""
        self._db.execute(delete(PromotionCode).where(*self._mine, PromotionCode.id == code_id))

    @property
    def _mine(self) -> tuple[ColumnElement[bool], ...]:
        return (
            PromotionCode.store_id == self._store_id,
            PromotionCode.promotion_id == self._promotion_id,
        )
