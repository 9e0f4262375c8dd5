"""The team's work on promotions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, not_, or_, select, update
from sqlalchemy.orm import Session

from app.kernel.database.locks import lock_names
from app.modules.core.services.setup_memory import note_setup
from app.modules.promotions.models import Promotion, PromotionCode


class PromotionRows:
    """Reads and writes one store's promotions; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def add(self, values: dict[str, Any]) -> Promotion:
        """A new promotion, with its id."""
        note_setup(self._db, self._store_id)
        row = Promotion(store_id=self._store_id, **values)
        self._db.add(row)
        self._db.flush()
        return row

    def find(self, promotion_id: int) -> Promotion | None:
        """The promotion of that id."""
        return self._db.scalar(self._one(promotion_id))

    def hold(self, promotion_id: int) -> Promotion | None:
        """The promotion as it is now; nobody redeems it until the transaction ends."""
        statement = self._one(promotion_id).with_for_update()
        return self._db.scalar(statement.execution_options(populate_existing=True))

    def page(
        self, limit: int, before_id: int | None, state: str | None, now: datetime
    ) -> Sequence[Promotion]:
        """One more than `limit`, the newest first."""
        wanted = [Promotion.store_id == self._store_id]
        if before_id is not None:
            wanted.append(Promotion.id < before_id)
        if state is not None:
            wanted.append(_in_state(state, now))
        statement = select(Promotion).where(*wanted).order_by(Promotion.id.desc())
        return self._db.scalars(statement.limit(limit + 1)).all()

    def change(self, promotion_id: int, values: dict[str, Any]) -> None:
        """Replaces what the row says; its version rises."""
        note_setup(self._db, self._store_id)
        self._db.execute(
            update(Promotion)
            .where(Promotion.store_id == self._store_id, Promotion.id == promotion_id)
            .values(**values, version=Promotion.version + 1)
            .execution_options(synchronize_session=False)
        )

    def remove(self, promotion_id: int) -> None:
        """Deletes the promotion with its codes; nothing may name them any more."""
        note_setup(self._db, self._store_id)
        mine = PromotionCode.store_id == self._store_id
        self._db.execute(
            delete(PromotionCode).where(mine, PromotionCode.promotion_id == promotion_id)
        )
        self._db.execute(
            delete(Promotion).where(
                Promotion.store_id == self._store_id, Promotion.id == promotion_id
            )
        )

    def count_automatic(self, now: datetime) -> int:
        """The automatic ones that run or wait; nobody else counts until the transaction ends."""
        lock_names(self._db, "promotions.automatic", [str(self._store_id)])
        statement = select(func.count()).where(
            Promotion.store_id == self._store_id, Promotion.is_automatic, not_(_is_over(now))
        )
        return self._db.scalars(statement).one()

    def _one(self, promotion_id: int) -> Select[Promotion]:
        return select(Promotion).where(
            Promotion.store_id == self._store_id, Promotion.id == promotion_id
        )


def _is_over(now: datetime) -> ColumnElement[bool]:
    return and_(Promotion.ends_at.is_not(None), Promotion.ends_at <= now)


def _in_state(state: str, now: datetime) -> ColumnElement[bool]:
    """The same as `app.modules.promotions.services.promotion_answers` says of one row."""
    is_used_up = and_(
        Promotion.total_limit.is_not(None), Promotion.times_used >= Promotion.total_limit
    )
    is_scheduled = and_(not_(_is_over(now)), Promotion.starts_at > now)
    return {
        "over": _is_over(now),
        "scheduled": is_scheduled,
        "used_up": and_(not_(or_(_is_over(now), Promotion.starts_at > now)), is_used_up),
        "running": not_(or_(_is_over(now), Promotion.starts_at > now, is_used_up)),
    }[state]
