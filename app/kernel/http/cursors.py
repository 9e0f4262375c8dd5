"""Cursors of paged lists: where the next page begins, said by the last row and not by a number.

Rows that come or go meanwhile neither repeat nor hide others.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from app.kernel.errors import InvalidInput

T = TypeVar("T")
LONGEST_CURSOR = 1024


class CursorInvalid(InvalidInput):
    """Not a cursor that this list has given out."""

    code = "request.cursor_invalid"
    message_key = "error-cursor-invalid"


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some items in order, and the cursor of what follows; None on the last page."""

    items: Sequence[T]
    next_cursor: str | None


def page_of(rows: Sequence[T], limit: int, key: Callable[[T], Sequence[Any]]) -> Page[T]:
    """The page from `limit` + 1 rows asked for; `key` gives what the order goes by."""
    if len(rows) <= limit:
        return Page(rows, None)
    shown = rows[:limit]
    return Page(shown, write_cursor(key(shown[-1])))


def write_cursor(values: Sequence[Any]) -> str:
    """The cursor after a row with these values of the order; JSON values only."""
    text = json.dumps(list(values), separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str | None, kinds: Sequence[type]) -> list[Any] | None:
    """The values again, None without a cursor. Raises CursorInvalid unless they are of `kinds`.

    bool is no int, an int fits a bigint, and a text holds nothing that PostgreSQL cannot keep.
    """
    if cursor is None:
        return None
    if len(cursor) > LONGEST_CURSOR:
        raise CursorInvalid
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except (ValueError, binascii.Error):
        raise CursorInvalid from None
    if not isinstance(values, list) or len(values) != len(kinds):
        raise CursorInvalid
    if not all(_is_of(value, kind) for value, kind in zip(values, kinds, strict=True)):
        raise CursorInvalid
    return values


def read_moment_cursor(cursor: str | None) -> tuple[datetime, int] | None:
    """Moment and id of a row, for lists that go by them. Raises CursorInvalid."""
    values = read_cursor(cursor, (str, int))
    return None if values is None else (moment_of(values[0]), values[1])


def moment_of(text: str) -> datetime:
    """The moment that a cursor holds, in UTC. Raises CursorInvalid."""
    try:
        moment = datetime.fromisoformat(text)
        plain = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise CursorInvalid from None
    if moment.tzinfo is None or plain.year < 2:  # noqa: PLR2004  no other zone is in the year 0
        raise CursorInvalid
    return plain


def _is_of(value: object, kind: type) -> bool:
    if isinstance(value, bool) and kind is int:
        return False
    if isinstance(value, int) and kind is int:
        return abs(value) < 2**63
    if isinstance(value, str) and kind is str:
        return not any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in value)
    return isinstance(value, kind)
