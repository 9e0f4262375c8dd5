"""Takes content into a store."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from app.modules.cms.exceptions import TwoThemesInUse
from app.modules.cms.repositories.cms_facts import CMS_FIGURES
from app.modules.cms.repositories.content_writing import (
    MEDIA,
    PAGES,
    THEMES,
    Content,
    ContentWriting,
)
from app.modules.contracts.content import MediaFileIn, PageIn, ThemeIn
from app.modules.contracts.intake import IntakeCount
from app.modules.core.services.figure_change import FigureChange

T = TypeVar("T")


class ContentIntakeService:
    """Fulfils the contract `ContentIntake`; what a batch names twice is taken as it stands last."""

    def take_pages(self, db: Session, store_id: int, pages: Sequence[PageIn]) -> IntakeCount:
        distinct = _last_of_each(((page.slug, page.locale), page) for page in pages)
        return _write(db, store_id, PAGES, [asdict(page) for page in distinct])

    def take_media(self, db: Session, store_id: int, files: Sequence[MediaFileIn]) -> IntakeCount:
        distinct = _last_of_each((file.path, file) for file in files)
        return _write(db, store_id, MEDIA, [asdict(file) for file in distinct])

    def take_themes(self, db: Session, store_id: int, themes: Sequence[ThemeIn]) -> IntakeCount:
        """See the contract. The theme in use takes the place of the one that was.

        Raises TwoThemesInUse when the batch names two.
        """
        distinct = _last_of_each((theme.code, theme) for theme in themes)
        in_use = [theme.code for theme in distinct if theme.is_in_use]
        if len(in_use) > 1:
            raise TwoThemesInUse(codes=", ".join(sorted(in_use)))
        if in_use:
            ContentWriting(db, store_id).take_other_themes_out_of_use(in_use[0])
        return _write(db, store_id, THEMES, [asdict(theme) for theme in distinct])


def _last_of_each(keyed: Iterable[tuple[Hashable, T]]) -> list[T]:
    return list(dict(keyed).values())


def _write(db: Session, store_id: int, content: Content, rows: list[dict[str, Any]]) -> IntakeCount:
    writing, change = ContentWriting(db, store_id), FigureChange(db, store_id, CMS_FIGURES)
    change.lock(f"{content.kind} {[row[name] for name in content.name]}" for row in rows)
    known = writing.lock_known(content, rows)
    change.before(**{content.kind: known})
    written = writing.upsert(content, rows)
    change.after(**{content.kind: sorted({*known, *written.created, *written.updated})})
    created, updated = len(written.created), len(written.updated)
    return IntakeCount(created, updated, len(rows) - created - updated)


content_intake = ContentIntakeService()
