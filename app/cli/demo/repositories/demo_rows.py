"""What the demonstration asks of the shared tables: how far its load has come, and whose ids."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import Session

from app.kernel.config import Settings
from app.kernel.database.roles import derive_urls
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


def gather_statistics(settings: Settings) -> None:
    """So that the first pages are as fast as later ones; the app's role may not do it."""
    owner_url = derive_urls(settings.owner_url, settings).owner
    owner = create_engine(owner_url, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
    owner.dispose()
