"""The slugs of one store: given once a language, kept when they are replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Text, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Session

from app.kernel.database.plans import forget_plans

KINDS = ("product", "category", "collection")
_SLUGS = bindparam("slugs", type_=ARRAY(Text))
_TAKEN = text(
    "SELECT slug, locale, coalesce(product_id, category_id, collection_id) AS owner_id"
    " FROM catalog_slug WHERE store_id = :store_id AND kind = :kind AND slug = ANY(:slugs)"
    " AND replaced_at IS NULL"
).bindparams(_SLUGS)
_OWNER = text(
    "SELECT coalesce(product_id, category_id, collection_id) AS owner_id,"
    " replaced_at IS NOT NULL AS is_former FROM catalog_slug"
    " WHERE store_id = :store_id AND kind = :kind AND slug = :slug"
    " ORDER BY replaced_at IS NULL DESC, locale = :locale DESC, id LIMIT 1"
)


def _replace(kind: str) -> str:
    return (
        f"UPDATE catalog_slug s SET replaced_at = :now FROM jsonb_to_recordset(:rows) AS"  # noqa: S608  constants
        f" b(owner_id bigint, locale text, slug text) WHERE s.store_id = :store_id"
        f" AND s.kind = '{kind}' AND s.{kind}_id = b.owner_id AND s.locale = b.locale"
        " AND s.slug <> b.slug AND s.replaced_at IS NULL"
    )


def _give(kind: str) -> str:
    return (
        f"INSERT INTO catalog_slug (store_id, kind, locale, slug, {kind}_id, created_at)"  # noqa: S608  constants
        f" SELECT :store_id, '{kind}', b.locale, b.slug, b.owner_id, :now"
        " FROM jsonb_to_recordset(:rows) AS b(owner_id bigint, locale text, slug text)"
        " ORDER BY b.slug, b.locale ON CONFLICT (store_id, kind, slug, locale) DO UPDATE"
        f" SET {kind}_id = excluded.{kind}_id, replaced_at = NULL"
        f" WHERE catalog_slug.replaced_at IS NOT NULL RETURNING {kind}_id"
    )


_ROWS = bindparam("rows", type_=JSONB)
_REPLACE = {kind: text(_replace(kind)).bindparams(_ROWS) for kind in KINDS}
_GIVE = {kind: text(_give(kind)).bindparams(_ROWS) for kind in KINDS}
_WITHOUT = text(
    "SELECT p.id, p.title FROM catalog_product p WHERE p.store_id = :store_id AND p.id = ANY(:ids)"
    " AND NOT EXISTS (SELECT FROM catalog_slug s WHERE s.store_id = p.store_id"
    "  AND s.product_id = p.id AND s.locale = :locale AND s.replaced_at IS NULL)"
)


class SlugRows:
    """Slugs of one kind of thing in one store; the caller has locked the names."""

    def __init__(self, db: Session, store_id: int, kind: str) -> None:
        self._db = db
        self._store_id = store_id
        self._kind = kind

    def taken(self, slugs: Iterable[str]) -> dict[tuple[str, str], int]:
        """Who has these slugs now, by slug and locale."""
        values = {"store_id": self._store_id, "kind": self._kind, "slugs": list(slugs)}
        found = self._db.execute(_TAKEN, values)
        return {(row.slug, row.locale): row.owner_id for row in found}

    def owner(self, slug: str, locale: str) -> Row[*tuple[Any, ...]] | None:
        """Whose slug it is or was (`owner_id`), and whether it is a former one (`is_former`)."""
        values = {"store_id": self._store_id, "kind": self._kind, "slug": slug, "locale": locale}
        return self._db.execute(_OWNER, values).first()

    def give(self, rows: Sequence[Mapping[str, Any]], now: datetime) -> set[int]:
        """Each owner has the slug in the locale from now on; what they had leads to it.

        Rows have `owner_id`, `locale` and `slug`. The ids of the owners that did not have theirs
        before; an owner is missing where somebody else has it.
        """
        if not rows:
            return set()
        forget_plans(self._db, len(rows))
        values = {"store_id": self._store_id, "rows": list(rows), "now": now}
        self._db.execute(_REPLACE[self._kind], values)
        return set(self._db.scalars(_GIVE[self._kind], values))

    def without(self, product_ids: Sequence[int], locale: str) -> dict[int, str]:
        """The titles of those products that have no slug in the language, by id."""
        values = {"store_id": self._store_id, "ids": list(product_ids), "locale": locale}
        return dict(self._db.execute(_WITHOUT, values).all())
