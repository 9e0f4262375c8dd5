"""The refusals of messaging."""

from __future__ import annotations

from app.kernel.errors import Conflict, NotFound


class UnknownLetter(NotFound):
    """The store has no letter of that id."""

    code = "messaging.unknown_letter"
    message_key = "messaging-error-unknown-letter"


class LetterNotFailed(Conflict):
    """Only a letter that was given up, and whose text is still there, can be tried again."""

    code = "messaging.letter_not_failed"
    message_key = "messaging-error-letter-not-failed"
