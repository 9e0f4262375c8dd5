"""Writing content in batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, update
from sqlalchemy.orm import Session

from app.kernel.database.upsert import Merge, Upserted, upsert_rows
from app.modules.cms.models import MediaFile, Page, Theme

Rows = Sequence[Mapping[str, Any]]

_PAGE_MERGE = {
    "title": Merge.REPLACE,
    "created_at": Merge.EARLIEST,
    "updated_at": Merge.REPLACE,
    "published_at": Merge.REPLACE,
    "unpublished_at": Merge.REPLACE,
}
_MEDIA_MERGE = {
    "media_type": Merge.REPLACE,
    "size_bytes": Merge.REPLACE,
    "alt_text": Merge.REPLACE,
    "created_at": Merge.EARLIEST,
}
_THEME_MERGE = {
    "name": Merge.REPLACE,
    "installed_at": Merge.EARLIEST,
    "is_in_use": Merge.REPLACE,
}


class ContentWriting:
    """Writes into one store's content, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def upsert_pages(self, rows: Rows) -> Upserted:
        return self._upsert(Page, rows, ("slug", "locale"), _PAGE_MERGE)

    def upsert_media(self, rows: Rows) -> Upserted:
        return self._upsert(MediaFile, rows, ("path",), _MEDIA_MERGE)

    def upsert_themes(self, rows: Rows) -> Upserted:
        return self._upsert(Theme, rows, ("code",), _THEME_MERGE)

    def take_other_themes_out_of_use(self, code: str) -> None:
        """Makes room for the theme of that code: only one of a store is in use."""
        self._db.execute(
            update(Theme)
            .where(Theme.store_id == self._store_id, Theme.is_in_use, Theme.code != code)
            .values(is_in_use=False)
        )

    def _upsert(
        self,
        entity: type[Page] | type[MediaFile] | type[Theme],
        rows: Rows,
        key: tuple[str, ...],
        merge: Mapping[str, Merge],
    ) -> Upserted:
        owned = [{"store_id": self._store_id, **row} for row in rows]
        table = cast("Table", entity.__table__)
        return upsert_rows(self._db, table, owned, key=("store_id", *key), merge=merge)
