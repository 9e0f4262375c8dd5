"""What is kept of a buyer: which promotions they used."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, func, select, update
from sqlalchemy.orm import Session

from app.kernel.database.personal import came_with
from app.modules.promotions.models import Promotion, Redemption


@dataclass(frozen=True)
class BuyerKeys:
    """The keys of one buyer, and those of addresses that were given up, until when."""

    theirs: Collection[str]
    given_up: Collection[tuple[str, datetime]] = ()


def uses_of_buyer(db: Session, store_id: int, buyer: BuyerKeys) -> Sequence[tuple[Redemption, str]]:
    """The buyer's uses with the promotions' names, in the order of time."""
    statement = (
        select(Redemption, Promotion.name)
        .join(
            Promotion,
            (Promotion.store_id == Redemption.store_id) & (Promotion.id == Redemption.promotion_id),
        )
        .where(Redemption.store_id == store_id, _used_by(buyer))
        .order_by(Redemption.redeemed_at, Redemption.id)
    )
    return [(row[0], row[1]) for row in db.execute(statement)]


def forget_buyer(db: Session, store_id: int, buyer: BuyerKeys) -> int:
    """The uses stay counted, and nobody can say whose they were; how many there are."""
    anonymous = func.concat("erased:", cast(Redemption.id, String))
    statement = (
        update(Redemption)
        .where(Redemption.store_id == store_id, _used_by(buyer))
        .values(customer_key=anonymous)
        .returning(Redemption.id)
        .execution_options(synchronize_session=False)
    )
    return len(db.scalars(statement).all())


def _used_by(buyer: BuyerKeys) -> ColumnElement[bool]:
    use = Redemption
    return came_with(use.customer_key, use.redeemed_at, buyer.theirs, buyer.given_up)
