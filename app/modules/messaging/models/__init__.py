"""The tables of messaging."""

from app.modules.messaging.models.outgoing_letter import OutgoingLetter

__all__ = ["OutgoingLetter"]
