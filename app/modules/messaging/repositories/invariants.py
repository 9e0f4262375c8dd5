"""What must always hold of an outbox."""

from __future__ import annotations

from app.modules.contracts.invariants import Invariant

INVARIANTS = (
    Invariant(
        "messaging.letters_are_tried",
        "No letter waits for a try that was due more than an hour ago.",
        "SELECT id, next_try_at FROM messaging_outgoing_letter"
        " WHERE sent_at IS NULL AND failed_at IS NULL"
        " AND next_try_at < now() - interval '1 hour'",
    ),
    Invariant(
        "messaging.secrets_are_forgotten",
        "A secret letter that was sent has no text any more.",
        "SELECT id FROM messaging_outgoing_letter"
        " WHERE is_secret AND sent_at IS NOT NULL AND (text <> '' OR html IS NOT NULL)",
    ),
)
