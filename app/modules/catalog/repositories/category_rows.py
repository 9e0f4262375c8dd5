"""The tree of categories of one store, and which products stand where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.kernel.database.plans import forget_plans
from app.modules.catalog.models import Category, Placement, Slug

_ROWS = bindparam("rows", type_=JSONB)
_ALL = text(
    "SELECT c.id, c.version, c.parent_id, c.path, c.name, c.description, c.seo_title,"
    " c.seo_description, c.translations, c.image_url, c.position, c.is_shown, c.created_at,"
    " (SELECT jsonb_object_agg(s.locale, s.slug)"
    "  FROM catalog_slug s WHERE s.store_id = c.store_id AND s.category_id = c.id"
    "  AND s.replaced_at IS NULL) AS slugs"
    " FROM catalog_category c WHERE c.store_id = :store_id"
    " ORDER BY cardinality(c.path), c.position, c.id"
)
# Everything below keeps its way from the moved one on.
_MOVE = text(
    "UPDATE catalog_category SET path = CAST(:above AS bigint[])"
    " || path[array_position(path, :id) : cardinality(path)]"
    " WHERE store_id = :store_id AND :id = ANY(path)"
)
_BELOW = text(
    "SELECT DISTINCT t.product_id FROM catalog_placement t JOIN catalog_category k"
    " ON k.store_id = t.store_id AND k.id = t.category_id"
    " WHERE t.store_id = :store_id AND :id = ANY(k.path) ORDER BY t.product_id"
)
_LABEL = text(
    "UPDATE catalog_category c SET label = b.label"
    " FROM jsonb_to_recordset(:rows) AS b(id bigint, label jsonb)"
    " WHERE c.store_id = :store_id AND c.id = b.id AND c.label <> b.label"
).bindparams(_ROWS)
_LEAVE = text(
    "DELETE FROM catalog_placement t USING jsonb_to_recordset(:rows) AS b(id bigint,"
    " category_ids bigint[]) WHERE t.store_id = :store_id AND t.product_id = b.id"
    " AND t.category_id <> ALL(b.category_ids) RETURNING t.product_id"
).bindparams(_ROWS)
_ENTER = text(
    "INSERT INTO catalog_placement (store_id, product_id, category_id, position)"
    " SELECT :store_id, b.id, c.category_id, c.position - 1"
    " FROM jsonb_to_recordset(:rows) AS b(id bigint, category_ids bigint[])"
    " CROSS JOIN unnest(b.category_ids) WITH ORDINALITY AS c(category_id, position)"
    " ORDER BY b.id, c.category_id"
    " ON CONFLICT (store_id, product_id, category_id) DO UPDATE SET position = excluded.position"
    " WHERE catalog_placement.position <> excluded.position RETURNING product_id"
).bindparams(_ROWS)


class CategoryRows:
    """Categories of one store; whoever changes the tree has locked its name."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def ids(self) -> set[int]:
        """Every category."""
        return set(self._db.scalars(select(Category.id).where(Category.store_id == self._store_id)))

    def children(self) -> dict[tuple[int | None, str], int]:
        """Every category by its parent and its name in small letters."""
        asked = (
            select(Category.parent_id, Category.name, Category.id)
            .where(Category.store_id == self._store_id)
            .order_by(Category.id.desc())
        )
        return {(parent, name.casefold()): key for parent, name, key in self._db.execute(asked)}

    def add(self, name: str, parent_id: int | None, now: datetime) -> int:
        """A new category below the parent; its id."""
        category = Category(store_id=self._store_id, name=name, parent_id=parent_id, created_at=now)
        self._db.add(category)
        self._db.flush()
        above = [] if parent_id is None else self._path(parent_id)
        category.path = [*above, category.id]
        self._db.flush()
        return category.id

    def all(self) -> Sequence[Row[*tuple[Any, ...]]]:
        """Every category with its slugs by locale, those above before those below."""
        return self._db.execute(_ALL, {"store_id": self._store_id}).all()

    def lock(self, category_id: int) -> Category | None:
        """The category, which nobody else changes until the transaction ends."""
        asked = select(Category).where(
            Category.store_id == self._store_id, Category.id == category_id
        )
        return self._db.scalar(in_lock_order(asked, Category))

    def move(self, category_id: int, above: Sequence[int]) -> None:
        """It and all below it stand under the last of those above from now on."""
        values = {"store_id": self._store_id, "id": category_id, "above": list(above)}
        self._db.execute(_MOVE, values)

    def remove(self, category_id: int) -> None:
        """The category with its slugs; products leave it."""
        for entity in (Placement, Slug):
            self._db.execute(
                delete(entity).where(
                    entity.store_id == self._store_id, entity.category_id == category_id
                )
            )
        self._db.execute(
            delete(Category).where(Category.store_id == self._store_id, Category.id == category_id)
        )

    def products_below(self, category_id: int) -> list[int]:
        """The products that stand in it or below it."""
        return list(self._db.scalars(_BELOW, {"store_id": self._store_id, "id": category_id}))

    def write_labels(self, labels: Mapping[int, Mapping[str, Any]]) -> None:
        """What lists show of these categories."""
        rows = [{"id": key, "label": label} for key, label in labels.items()]
        if rows:
            self._db.execute(_LABEL, {"store_id": self._store_id, "rows": rows})

    def place(self, places: Mapping[int, Sequence[int]]) -> set[int]:
        """Each product stands in exactly these categories, in this order; those that moved."""
        rows = [{"id": key, "category_ids": list(ids)} for key, ids in places.items()]
        values = {"store_id": self._store_id, "rows": rows}
        forget_plans(self._db, len(rows))
        moved = set(self._db.scalars(_LEAVE, values))
        return moved | set(self._db.scalars(_ENTER, values))

    def _path(self, category_id: int) -> list[int]:
        asked = select(Category.path).where(
            Category.store_id == self._store_id, Category.id == category_id
        )
        return list(self._db.scalars(asked).one())
