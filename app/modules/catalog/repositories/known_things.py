"""Which of many ids a store's catalogue has."""

from __future__ import annotations

from collections.abc import Collection as Many
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.modules.catalog.models import Category, Collection, Product, Variant
from app.modules.contracts.catalog import CatalogThing

_ENTITIES: Mapping[CatalogThing, type[Category | Collection | Product | Variant]] = {
    CatalogThing.PRODUCTS: Product,
    CatalogThing.VARIANTS: Variant,
    CatalogThing.CATEGORIES: Category,
    CatalogThing.COLLECTIONS: Collection,
}


class KnownThings:
    """Looks ids up in one store; archived and retired ones are known too."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def of(self, kind: CatalogThing, ids: Many[int]) -> set[int]:
        """Those of the ids that the store has."""
        entity = _ENTITIES[kind]
        asked = select(entity.id).where(entity.store_id == self._store_id, entity.id.in_(ids))
        return set(self._db.scalars(asked))
