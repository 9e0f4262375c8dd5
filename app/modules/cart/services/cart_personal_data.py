"""What carts tell of a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.modules.cart.repositories.carts import Carts
from app.modules.contracts.personal_data import DataSubject


class CartPersonalData:
    """Cart's side of `PersonalDataHolder`: a guest's cart names nobody."""

    def export(self, db: Session, store_id: int, subject: DataSubject) -> Mapping[str, Any]:
        """See the contract."""
        if subject.customer_id is None:
            return {}
        rows = Carts(db, store_id).of_customer(subject.customer_id)
        lines = [
            {
                "cart": row.id,
                "touched_at": row.touched_at.isoformat(),
                "variant": row.variant_id,
                "quantity": row.quantity,
            }
            for row in rows
        ]
        return {"cart_lines": lines} if lines else {}

    def erase(self, db: Session, store_id: int, subject: DataSubject, at: datetime) -> int:
        """See the contract."""
        del at
        if subject.customer_id is None:
            return 0
        return Carts(db, store_id).let_go_of_customer(subject.customer_id)


cart_personal_data = CartPersonalData()
