"""Writing content in batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, update
from sqlalchemy.orm import Session

from app.kernel.database.upsert import Merge, Upserted, lock_known, upsert_rows
from app.modules.cms.models import MediaFile, Page, Theme

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Content:
    """A kind of content: its table, what names a record, and how a known one takes new values."""

    kind: str
    entity: type[Page] | type[MediaFile] | type[Theme]
    name: tuple[str, ...]
    merge: Mapping[str, Merge]

    @property
    def key(self) -> tuple[str, ...]:
        """The unique key within all stores."""
        return ("store_id", *self.name)


PAGES = Content(
    "page",
    Page,
    ("slug", "locale"),
    {
        "title": Merge.REPLACE,
        "created_at": Merge.EARLIEST,
        "updated_at": Merge.REPLACE,
        "published_at": Merge.REPLACE,
        "unpublished_at": Merge.REPLACE,
    },
)
MEDIA = Content(
    "file",
    MediaFile,
    ("path",),
    {
        "media_type": Merge.REPLACE,
        "size_bytes": Merge.REPLACE,
        "alt_text": Merge.REPLACE,
        "created_at": Merge.EARLIEST,
    },
)
THEMES = Content(
    "theme",
    Theme,
    ("code",),
    {"name": Merge.REPLACE, "installed_at": Merge.EARLIEST, "is_in_use": Merge.REPLACE},
)


class ContentWriting:
    """Writes into one store's content, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def upsert(self, content: Content, rows: Rows) -> Upserted:
        """Writes the rows of one kind of content in one statement."""
        table = cast("Table", content.entity.__table__)
        owned = self._owned(rows)
        return upsert_rows(self._db, table, owned, key=content.key, merge=content.merge)

    def lock_known(self, content: Content, rows: Rows) -> list[int]:
        """The ids of those that are there already, locked until the transaction ends."""
        known = lock_known(self._db, content.entity, self._owned(rows), key=content.key)
        return list(known.values())

    def take_other_themes_out_of_use(self, code: str) -> None:
        """Makes room for the theme of that code: only one of a store is in use."""
        self._db.execute(
            update(Theme)
            .where(Theme.store_id == self._store_id, Theme.is_in_use, Theme.code != code)
            .values(is_in_use=False)
        )

    def _owned(self, rows: Rows) -> list[dict[str, Any]]:
        return [{"store_id": self._store_id, **row} for row in rows]
