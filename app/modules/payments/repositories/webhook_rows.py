"""Events that providers told one store, each once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.modules.payments.models import WebhookEvent


class WebhookRows:
    """Writes in the caller's transaction and in the scope of the store."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def take(
        self, provider: str, event_id: str, kind: str, payment_id: int | None, at: datetime
    ) -> bool:
        """Whether the event is a new one; it is known from now on."""
        statement = (
            insert(WebhookEvent)
            .values(
                store_id=self._store_id,
                provider=provider,
                event_id=event_id,
                kind=kind,
                payment_id=payment_id,
                received_at=at,
            )
            .on_conflict_do_nothing(index_elements=["store_id", "provider", "event_id"])
            .returning(WebhookEvent.id)
        )
        return self._db.scalar(statement) is not None

    def forget_before(self, moment: datetime) -> None:
        """Forgets events so old that no provider sends them again."""
        self._db.execute(
            delete(WebhookEvent).where(
                WebhookEvent.store_id == self._store_id, WebhookEvent.received_at < moment
            )
        )
