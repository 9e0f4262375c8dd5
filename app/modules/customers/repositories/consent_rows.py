"""Consents of one store's customers; written once, withdrawn once, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.modules.customers.models import Consent


@dataclass(frozen=True)
class ConsentGiven:
    """What a customer agrees to: `wording` is what they saw, `source` where."""

    kind: str
    wording: str
    source: str


class ConsentRows:
    """Reads and writes consents in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id
        self._mine = Consent.store_id == store_id

    def give(self, customer_id: int, consent: ConsentGiven, at: datetime) -> None:
        """Notes the consent, unless one of its kind is in force."""
        row = {
            "store_id": self._store_id,
            "customer_id": customer_id,
            "kind": consent.kind,
            "wording": consent.wording,
            "source": consent.source,
            "given_at": at,
        }
        self._db.execute(insert(Consent).values(row).on_conflict_do_nothing())

    def withdraw(self, customer_id: int, at: datetime, *, kind: str | None = None) -> int:
        """Ends the consents in force, of one kind or all. How many."""
        change = update(Consent).where(
            self._mine, Consent.customer_id == customer_id, Consent.withdrawn_at.is_(None)
        )
        if kind is not None:
            change = change.where(Consent.kind == kind)
        return len(self._db.execute(change.values(withdrawn_at=at).returning(Consent.id)).all())

    def of_customer(self, customer_id: int) -> Sequence[Consent]:
        """All consents ever given, the newest first."""
        statement = select(Consent).where(self._mine, Consent.customer_id == customer_id)
        statement = statement.order_by(Consent.given_at.desc(), Consent.id.desc())
        return self._db.scalars(statement.execution_options(populate_existing=True)).all()
