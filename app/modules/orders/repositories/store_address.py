"""Where a store is reached on a platform."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.modules.tenancy.models import Platform, Store


def store_and_domain(db: Session, store_id: int, platform_id: int) -> tuple[str, str, str]:
    """Name and code of the store, and the platform's host name; "" for a platform that is gone."""
    statement = (
        select(Store.name, Store.code, Platform.domain)
        .outerjoin(Platform, Platform.id == platform_id)
        .where(Store.id == store_id)
    )
    name, code, domain = db.execute(statement).one()
    return name, code, domain or ""
