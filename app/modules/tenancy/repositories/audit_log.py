"""The audit log: entries are added and listed, never changed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.tenancy.models import AuditEntry


class AuditLog:
    """Adds entries; whose they are is written on them."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def add(self, entry: AuditEntry) -> None:
        self._db.add(entry)
        self._db.flush()
