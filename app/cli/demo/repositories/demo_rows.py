"""What the demonstration asks of the shared tables: how far its load has come, and whose ids."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.modules.tenancy.models import AuditEntry, Platform, Store

FOUNDED, FILLED = "demo.founded", "demo.store_filled"


class DemoRows:
    """Look-ups over shared tables only; none reads a store's rows."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def founded_at(self) -> datetime | None:
        """The moment that the demonstration counts from; None when it was never begun."""
        statement = select(AuditEntry.happened_at).where(AuditEntry.act == FOUNDED)
        return self._db.scalars(statement).one_or_none()

    def filled_stores(self) -> set[int]:
        """The stores whose data is complete."""
        statement = select(AuditEntry.store_id).where(AuditEntry.act == FILLED)
        return {store_id for store_id in self._db.scalars(statement) if store_id is not None}

    def platform_ids(self) -> dict[str, int]:
        """Every platform's id by its code."""
        return dict(self._db.execute(select(Platform.code, Platform.id)).all())

    def store_ids(self) -> dict[str, int]:
        """Every store's id by its code."""
        return dict(self._db.execute(select(Store.code, Store.id)).all())
