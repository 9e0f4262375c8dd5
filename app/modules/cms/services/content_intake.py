"""Takes content into a store."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy.orm import Session

from app.modules.cms.exceptions import TwoThemesInUse
from app.modules.cms.repositories.content_writing import ContentWriting
from app.modules.contracts.content import MediaFileIn, PageIn, ThemeIn
from app.modules.contracts.intake import IntakeCount

if TYPE_CHECKING:
    from app.kernel.database.upsert import Upserted

T = TypeVar("T")


class ContentIntakeService:
    """Fulfils the contract `ContentIntake`; what a batch names twice is taken as it stands last."""

    def take_pages(self, db: Session, store_id: int, pages: Sequence[PageIn]) -> IntakeCount:
        distinct = _last_of_each(((page.slug, page.locale), page) for page in pages)
        written = ContentWriting(db, store_id).upsert_pages([asdict(page) for page in distinct])
        return _count(written, len(distinct))

    def take_media(self, db: Session, store_id: int, files: Sequence[MediaFileIn]) -> IntakeCount:
        distinct = _last_of_each((file.path, file) for file in files)
        written = ContentWriting(db, store_id).upsert_media([asdict(file) for file in distinct])
        return _count(written, len(distinct))

    def take_themes(self, db: Session, store_id: int, themes: Sequence[ThemeIn]) -> IntakeCount:
        """See the contract. The theme in use takes the place of the one that was.

        Raises TwoThemesInUse when the batch names two.
        """
        distinct = _last_of_each((theme.code, theme) for theme in themes)
        in_use = [theme.code for theme in distinct if theme.is_in_use]
        if len(in_use) > 1:
            raise TwoThemesInUse(codes=", ".join(sorted(in_use)))
        writing = ContentWriting(db, store_id)
        if in_use:
            writing.take_other_themes_out_of_use(in_use[0])
        written = writing.upsert_themes([asdict(theme) for theme in distinct])
        return _count(written, len(distinct))


def _last_of_each(keyed: Iterable[tuple[Hashable, T]]) -> list[T]:
    return list(dict(keyed).values())


def _count(written: Upserted, size: int) -> IntakeCount:
    created, updated = len(written.created), len(written.updated)
    return IntakeCount(created, updated, size - created - updated)


content_intake = ContentIntakeService()
