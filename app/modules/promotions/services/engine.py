"""The promotions of a store as other modules see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.contracts.promotions import Basket, Discounts, RefusedCode
from app.modules.promotions.services import redeeming
from app.modules.promotions.services.candidates import candidates_for
from app.modules.promotions.services.discount_rules import discounts_of
from app.modules.promotions.services.redeeming import Redeeming


class StorePromotionEngine:
    """Reckons discounts and keeps to the limits."""

    def discounts(self, db: Session, store_id: int, basket: Basket) -> Discounts:
        """What the basket costs less now, in two statements at most."""
        return discounts_of(basket, candidates_for(db, store_id, basket))

    def redeem(
        self,
        db: Session,
        store_id: int,
        ref: str,
        discounts: Discounts,
        *,
        customer_key: str | None,
        at: datetime,
    ) -> Sequence[RefusedCode]:
        """Counts what took something off as used by `ref`, or none and says what is used up."""
        return Redeeming(db, store_id, ref, customer_key, at).redeem(discounts)

    def give_back(self, db: Session, store_id: int, ref: str) -> None:
        """What `ref` used does not count any more."""
        redeeming.give_back(db, store_id, ref)


promotion_engine = StorePromotionEngine()
