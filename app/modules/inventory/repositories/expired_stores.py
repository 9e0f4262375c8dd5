"""Finds the stores in which reservations have expired."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.modules.inventory.models import Reservation


def stores_with_expired(db: Session, moment: datetime) -> list[int]:
    """Stores of the reading scope that the caller entered, ascending, with something to let go."""
    statement = (
        select(Reservation.store_id)
        .where(
            Reservation.quantity > Reservation.shipped + Reservation.released,
            Reservation.confirmed_at.is_(None),
            Reservation.expires_at <= moment,
        )
        .distinct()
        .order_by(Reservation.store_id)
    )
    return list(db.scalars(statement))
