"""What is kept of a buyer: which promotions they used."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import String, cast, func, select, update
from sqlalchemy.orm import Session

from app.modules.promotions.models import Promotion, Redemption


def uses_of_buyer(
    db: Session, store_id: int, keys: Collection[str]
) -> Sequence[tuple[Redemption, str]]:
    """The uses under these keys with the promotions' names, in the order of time."""
    statement = (
        select(Redemption, Promotion.name)
        .join(
            Promotion,
            (Promotion.store_id == Redemption.store_id) & (Promotion.id == Redemption.promotion_id),
        )
        .where(Redemption.store_id == store_id, Redemption.customer_key.in_(keys))
        .order_by(Redemption.redeemed_at, Redemption.id)
    )
    return [(row[0], row[1]) for row in db.execute(statement)]


def forget_buyer(db: Session, store_id: int, keys: Collection[str]) -> int:
    """The uses stay counted, and nobody can say whose they were; how many there are."""
    anonymous = func.concat("erased:", cast(Redemption.id, String))
    statement = (
        update(Redemption)
        .where(Redemption.store_id == store_id, Redemption.customer_key.in_(keys))
        .values(customer_key=anonymous)
        .returning(Redemption.id)
        .execution_options(synchronize_session=False)
    )
    return len(db.scalars(statement).all())
