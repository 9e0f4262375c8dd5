"""Content as other modules see it: taking pages, media files and themes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability
from app.modules.contracts.intake import IntakeCount

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class PageIn:
    """A page of a store's storefront, known by its slug and locale."""

    slug: str
    title: str
    locale: str
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None = None
    unpublished_at: datetime | None = None


@dataclass(frozen=True)
class MediaFileIn:
    """A media file, known by its path within the store; `size_bytes` is the stored size."""

    path: str
    media_type: str
    size_bytes: int
    created_at: datetime
    alt_text: str | None = None


@dataclass(frozen=True)
class ThemeIn:
    """A theme installed in a store, known by its code; at most one is in use."""

    code: str
    name: str
    installed_at: datetime
    is_in_use: bool = False


class ContentIntake(Protocol):
    """Takes content into a store."""

    def take_pages(self, db: Session, store_id: int, pages: Sequence[PageIn]) -> IntakeCount:
        """Writes the batch set-wise."""
        ...

    def take_media(self, db: Session, store_id: int, files: Sequence[MediaFileIn]) -> IntakeCount:
        """Writes the batch set-wise."""
        ...

    def take_themes(self, db: Session, store_id: int, themes: Sequence[ThemeIn]) -> IntakeCount:
        """Writes the batch set-wise."""
        ...


CONTENT_INTAKE: Capability[ContentIntake] = Capability("cms.intake")
