"""What checkouts tell of a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.modules.checkout.repositories.checkouts import Checkouts
from app.modules.contracts.personal_data import DataSubject


class CheckoutPersonalData:
    """Checkout's side of `PersonalDataHolder`."""

    def export(self, db: Session, store_id: int, subject: DataSubject) -> Mapping[str, Any]:
        """See the contract."""
        rows = Checkouts(db, store_id).of_person(subject)
        found = [
            {
                "started_at": row.started_at.isoformat(),
                "email": row.email,
                "shipping_address": row.shipping_address,
                "billing_address": row.billing_address,
                "vat_id": row.vat_id,
                "note": row.note,
            }
            for row in rows
        ]
        return {"checkouts": found} if found else {}

    def erase(self, db: Session, store_id: int, subject: DataSubject, at: datetime) -> int:
        """See the contract; orders have copies of what they need."""
        del at
        return Checkouts(db, store_id).remove_of_person(subject)


checkout_personal_data = CheckoutPersonalData()
