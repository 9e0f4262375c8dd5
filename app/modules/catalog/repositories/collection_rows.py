"""The collections of one store and their members."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    any_,
    bindparam,
    delete,
    func,
    literal,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.modules.catalog.models import Collection, CollectionMember, Product, Slug
from app.modules.catalog.repositories.collection_rules import chosen

_ALL = text(
    "SELECT c.id, c.version, c.name, c.description, c.seo_title, c.seo_description,"
    " c.translations, c.image_url, c.position, c.is_shown, c.sort, c.rules, c.matches_any,"
    " c.created_at, (SELECT jsonb_object_agg(s.locale, s.slug) FROM catalog_slug s"
    "  WHERE s.store_id = c.store_id AND s.collection_id = c.id AND s.replaced_at IS NULL)"
    " AS slugs, (SELECT count(*) FROM catalog_collection_member m WHERE m.store_id = c.store_id"
    "  AND m.collection_id = c.id) AS product_count"
    " FROM catalog_collection c WHERE c.store_id = :store_id ORDER BY c.position, c.id"
)
_PUT = text(
    "INSERT INTO catalog_collection_member (store_id, collection_id, product_id, position)"
    " SELECT :store_id, :collection_id, p.id, b.position"
    " FROM unnest(:ids) WITH ORDINALITY AS b(id, position)"
    " JOIN catalog_product p ON p.store_id = :store_id AND p.id = b.id"
    " ON CONFLICT (store_id, collection_id, product_id)"
    " DO UPDATE SET position = excluded.position"
    " WHERE catalog_collection_member.position <> excluded.position RETURNING product_id"
).bindparams(bindparam("ids", type_=ARRAY(BigInteger)))


class CollectionRows:
    """Collections of one store."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def all(self) -> Sequence[Row[*tuple[Any, ...]]]:
        """Every collection with its slugs and the number of its members, by position."""
        return self._db.execute(_ALL, {"store_id": self._store_id}).all()

    def by_rules(self) -> list[Collection]:
        """Those whose members follow from rules."""
        asked = select(Collection).where(
            Collection.store_id == self._store_id, func.jsonb_array_length(Collection.rules) > 0
        )
        return list(self._db.scalars(asked.order_by(Collection.id)))

    def add(self, collection: Collection) -> None:
        """Writes a new one, which has its id afterwards."""
        self._db.add(collection)
        self._db.flush()

    def lock(self, collection_id: int) -> Collection | None:
        """The collection, which nobody else changes until the transaction ends."""
        asked = select(Collection).where(
            Collection.store_id == self._store_id, Collection.id == collection_id
        )
        return self._db.scalar(in_lock_order(asked, Collection))

    def remove(self, collection_id: int) -> None:
        """The collection with members and slugs."""
        for entity in (CollectionMember, Slug):
            self._db.execute(
                delete(entity).where(
                    entity.store_id == self._store_id, entity.collection_id == collection_id
                )
            )
        self._db.execute(
            delete(Collection).where(
                Collection.store_id == self._store_id, Collection.id == collection_id
            )
        )

    def put(self, collection_id: int, product_ids: Sequence[int]) -> set[int]:
        """Exactly these are its members, in this order; those that came, went or moved."""
        values = {"store_id": self._store_id, "collection_id": collection_id}
        gone = self._leave(
            collection_id, ~CollectionMember.product_id.in_(product_ids) if product_ids else None
        )
        return gone | set(self._db.scalars(_PUT, {**values, "ids": list(product_ids)}))

    def follow_rules(
        self, collection: Collection, now: datetime, product_ids: Sequence[int] | None = None
    ) -> set[int]:
        """Members are those whom the rules choose, of these products or of all; two statements.

        The ids of those that came or went.
        """
        wanted = chosen(collection, now)
        touched = None
        if product_ids is not None:
            ids = any_(literal(list(product_ids), ARRAY(BigInteger)))
            wanted = wanted.where(Product.id == ids)
            touched = CollectionMember.product_id == ids
        unwanted = ~CollectionMember.product_id.in_(wanted)
        gone = self._leave(collection.id, unwanted if touched is None else touched & unwanted)
        source = wanted.add_columns(literal(self._store_id), literal(collection.id)).order_by(
            Product.id
        )
        statement = (
            insert(CollectionMember)
            .from_select(["product_id", "store_id", "collection_id"], source)
            .on_conflict_do_nothing()
            .returning(CollectionMember.product_id)
        )
        return gone | set(self._db.scalars(statement))

    def _leave(self, collection_id: int, which: ColumnElement[bool] | None = None) -> set[int]:
        statement = delete(CollectionMember).where(
            CollectionMember.store_id == self._store_id,
            CollectionMember.collection_id == collection_id,
        )
        if which is not None:
            statement = statement.where(which)
        return set(self._db.scalars(statement.returning(CollectionMember.product_id)))
