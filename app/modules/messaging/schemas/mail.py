"""The outbox over HTTP."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import ConfigDict

from app.kernel.http.schemas import Output


class StateOfLetter(StrEnum):
    """Where a letter stands."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class LetterOut(Output):
    """A letter in the outbox; its text is the reader's alone.

    `last_error` is a code such as `server_unreachable`, `recipient_550` or `not_configured`.
    """

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "id": 12,
                    "to": "ana@example.com",
                    "subject": "Your order 4711",
                    "state": "sent",
                    "created_at": "2026-11-26T09:00:00Z",
                    "sent_at": "2026-11-26T09:00:01Z",
                    "failed_at": None,
                    "next_try_at": None,
                    "tries": 1,
                    "last_error": None,
                }
            ]
        },
    )

    id: int
    to: str
    subject: str
    state: StateOfLetter
    created_at: datetime
    sent_at: datetime | None
    failed_at: datetime | None
    next_try_at: datetime | None
    tries: int
    last_error: str | None
