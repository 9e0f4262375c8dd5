"""The currency and the language that a store speaks of its own."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.modules.tenancy.models import Store


def currency_and_locale(db: Session, store_id: int) -> tuple[str, str]:
    """Raises NoResultFound for an unknown store."""
    row = db.execute(select(Store.currency, Store.locale).where(Store.id == store_id)).one()
    return row[0], row[1]
