"""Makes content to test with; times are UTC unless an offset is written."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from app.modules.contracts.content import MediaFileIn, PageIn, ThemeIn

_numbers = count(1)


def at(text: str) -> datetime:
    """An aware moment from ISO text."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def page(**values: object) -> PageIn:
    number = next(_numbers)
    fields: dict[str, object] = {
        "slug": f"page-{number}",
        "title": f"Page {number}",
        "locale": "en",
        "created_at": at("2024-01-01"),
        "updated_at": at("2024-01-01"),
    }
    return PageIn(**{**fields, **values})  # type: ignore[arg-type]  # fields differ by name


def media_file(**values: object) -> MediaFileIn:
    fields: dict[str, object] = {
        "path": f"pictures/{next(_numbers)}.webp",
        "media_type": "image/webp",
        "size_bytes": 1000,
        "created_at": at("2024-01-01"),
    }
    return MediaFileIn(**{**fields, **values})  # type: ignore[arg-type]  # fields differ by name


def theme(**values: object) -> ThemeIn:
    number = next(_numbers)
    fields: dict[str, object] = {
        "code": f"theme-{number}",
        "name": f"Theme {number}",
        "installed_at": at("2024-01-01"),
    }
    return ThemeIn(**{**fields, **values})  # type: ignore[arg-type]  # fields differ by name
