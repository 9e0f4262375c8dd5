"""What the catalogue needs of the store itself."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.i18n.languages import DEFAULT_LOCALE
from app.modules.tenancy.models import Store


def own_language(db: Session, store_id: int) -> str:
    """The language of the store's own texts."""
    return db.scalar(select(Store.locale).where(Store.id == store_id)) or DEFAULT_LOCALE


def own_currency(db: Session, store_id: int) -> str:
    """The currency of the store's own prices."""
    return db.scalar(select(Store.currency).where(Store.id == store_id)) or "EUR"
