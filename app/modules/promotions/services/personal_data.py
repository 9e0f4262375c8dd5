"""A buyer's uses of promotions, handed out and made anonymous on request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.modules.contracts.personal_data import DataSubject
from app.modules.contracts.promotions import account_key, guest_key
from app.modules.promotions.repositories.buyer_rows import (
    BuyerKeys,
    forget_buyer,
    uses_of_buyer,
)


class UsesOfPromotions:
    """Knows buyers by their keys only: an account's number, or a digest of an address."""

    def export(self, db: Session, store_id: int, subject: DataSubject) -> Mapping[str, Any]:
        """Which promotions were used, when, by which reference, and what they took off."""
        found = uses_of_buyer(db, store_id, _keys(subject))
        if not found:
            return {}
        uses = [
            {
                "promotion": name,
                "customer_key": use.customer_key,
                "reference": use.ref,
                "amount_minor": use.amount_minor,
                "currency": use.currency,
                "used_at": use.redeemed_at.isoformat(),
            }
            for use, name in found
        ]
        return {"promotions_used": uses}

    def erase(self, db: Session, store_id: int, subject: DataSubject, at: datetime) -> int:
        """Takes the buyer out of the uses; they still count for the promotion's own limit."""
        del at
        return forget_buyer(db, store_id, _keys(subject))


def _keys(subject: DataSubject) -> BuyerKeys:
    keys = {guest_key(email) for email in subject.emails}
    if subject.customer_id is not None:
        keys.add(account_key(subject.customer_id))
    return BuyerKeys(keys, [(guest_key(email), until) for email, until in subject.given_up])


uses_of_promotions = UsesOfPromotions()
