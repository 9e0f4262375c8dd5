"""Writes the index: documents, and of their postings only what is different."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, delete, insert, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from app.kernel.database.base import Base
from app.kernel.database.locks import lock_names
from app.kernel.database.upsert import Merge, ids_by_key, upsert_rows
from app.modules.search.models import Card, Document, IndexedVariant, Label, Spelling, Word

Key = tuple[str, int]
Terms = Mapping[str, int]
_ADD_POSTINGS = text(
    "INSERT INTO search_posting (store_id, locale, term, weight, product_id)"
    " SELECT :store_id, u.locale, u.term, u.weight, u.product_id FROM unnest("
    "  CAST(:locales AS text[]), CAST(:terms AS text[]), CAST(:weights AS smallint[]),"
    "  CAST(:product_ids AS bigint[])) AS u(locale, term, weight, product_id)"
    " ORDER BY u.locale, u.term, u.weight, u.product_id ON CONFLICT DO NOTHING"
)
_REMOVE_POSTINGS = text(
    "DELETE FROM search_posting p USING unnest("
    "  CAST(:locales AS text[]), CAST(:terms AS text[]), CAST(:weights AS smallint[]),"
    "  CAST(:product_ids AS bigint[])) AS u(locale, term, weight, product_id)"
    " WHERE p.store_id = :store_id AND p.locale = u.locale AND p.term = u.term"
    " AND p.weight = u.weight AND p.product_id = u.product_id"
)
_FACTS = ("price_minor", "currency", "is_available", "published_at", "filters", "indexed_at")
_CARD = ("card", "terms", "weights")
_KEY = ("store_id", "locale", "product_id")


@dataclass(frozen=True)
class PostingChange:
    """A posting that comes or goes."""

    locale: str
    product_id: int
    term: str
    weight: int


class IndexRows:
    """Writes one store's index; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def hold(self, product_ids: Iterable[int]) -> None:
        """Nobody else indexes these products until the transaction ends."""
        lock_names(self._db, f"search:{self._store_id}", (str(each) for each in product_ids))

    def known(self, product_ids: Collection[int]) -> dict[Key, Terms]:
        """The terms that the index has of these products, by language and product."""
        is_of_document = and_(*(getattr(Card, name) == getattr(Document, name) for name in _KEY))
        statement = (
            select(Document.locale, Document.product_id, Card.terms, Card.weights)
            .join(Card, is_of_document)
            .where(Document.store_id == self._store_id, Document.product_id.in_(product_ids))
        )
        return {
            (row.locale, row.product_id): dict(zip(row.terms, row.weights, strict=True))
            for row in self._db.execute(statement)
        }

    def write_documents(self, rows: Sequence[dict[str, Any]]) -> None:
        """Inserts the documents with their cards, or replaces what is there."""
        for entity, columns in ((Document, _FACTS), (Card, _CARD)) if rows else ():
            statement = postgresql.insert(entity)
            replaced = {name: statement.excluded[name] for name in columns}
            given = [
                {"store_id": self._store_id, **{name: row[name] for name in (*_KEY[1:], *columns)}}
                for row in rows
            ]
            self._db.execute(
                statement.on_conflict_do_update(index_elements=_KEY, set_=replaced), given
            )

    def remove_documents(self, keys: Collection[Key]) -> None:
        """Deletes these documents with their cards; their postings are the caller's."""
        for locale in {locale for locale, _ in keys}:
            ids = [product_id for of, product_id in keys if of == locale]
            for entity in (Document, Card):
                self._db.execute(
                    delete(entity).where(
                        entity.store_id == self._store_id,
                        entity.locale == locale,
                        entity.product_id.in_(ids),
                    )
                )

    def change_postings(
        self, *, gone: Sequence[PostingChange], come: Sequence[PostingChange]
    ) -> None:
        """Removes and adds postings, each in one statement."""
        for statement, changes in ((_REMOVE_POSTINGS, gone), (_ADD_POSTINGS, come)):
            if changes:
                given = {
                    "store_id": self._store_id,
                    "locales": [each.locale for each in changes],
                    "terms": [each.term for each in changes],
                    "weights": [each.weight for each in changes],
                    "product_ids": [each.product_id for each in changes],
                }
                self._db.execute(statement, given)

    def add_words(self, locale: str, stems: Mapping[str, str]) -> list[str]:
        """Adds the words that the store's language does not know yet, and says which those are."""
        rows = [
            {"store_id": self._store_id, "locale": locale, "word": word, "stem": stem}
            for word, stem in sorted(stems.items())
        ]
        key = ("store_id", "locale", "word")
        written = upsert_rows(self._db, _table(Word), rows, key=key, merge={}, report="word")
        return [str(values[2]) for values in written.by_key]

    def add_spellings(self, locale: str, pairs: Collection[tuple[str, str]]) -> None:
        """Adds what is left of words after a slip: (deletion, word)."""
        rows = [
            {"store_id": self._store_id, "locale": locale, "deletion": left, "word": word}
            for left, word in sorted(pairs)
        ]
        key = ("store_id", "locale", "deletion", "word")
        upsert_rows(self._db, _table(Spelling), rows, key=key, merge={}, report="word")

    def write_labels(self, locale: str, labels: Sequence[dict[str, str]]) -> dict[str, int]:
        """Adds labels, or corrects how they are written; the id of each by its term."""
        rows = [{"store_id": self._store_id, "locale": locale, **row} for row in labels]
        merge = dict.fromkeys(("facet", "name", "value", "folded"), Merge.REPLACE)
        key = ("store_id", "locale", "term")
        upsert_rows(self._db, _table(Label), rows, key=key, merge=merge)
        found = ids_by_key(self._db, _table(Label), rows, key=key)
        return {str(values[2]): label_id for values, label_id in found.items()}

    def write_variants(self, variants: Mapping[int, Collection[int]]) -> None:
        """These products have these variants and no others."""
        mine = IndexedVariant.store_id == self._store_id
        product_ids = list(variants)
        self._db.execute(
            delete(IndexedVariant).where(mine, IndexedVariant.product_id.in_(product_ids))
        )
        rows = [
            {"store_id": self._store_id, "variant_id": variant_id, "product_id": product_id}
            for product_id, ids in variants.items()
            for variant_id in ids
        ]
        if rows:
            own = {row["variant_id"] for row in rows}
            self._db.execute(delete(IndexedVariant).where(mine, IndexedVariant.variant_id.in_(own)))
            self._db.execute(insert(IndexedVariant), rows)

    def products_of_variants(self, variant_ids: Collection[int]) -> list[int]:
        """The products of these variants, as far as they are indexed; ascending."""
        statement = (
            select(IndexedVariant.product_id)
            .where(
                IndexedVariant.store_id == self._store_id,
                IndexedVariant.variant_id.in_(variant_ids),
            )
            .distinct()
            .order_by(IndexedVariant.product_id)
        )
        return list(self._db.scalars(statement))

    def indexed_before(self, moment: datetime, most: int) -> list[int]:
        """Products with a document that was last written before the moment."""
        statement = (
            select(Document.product_id)
            .where(Document.store_id == self._store_id, Document.indexed_at < moment)
            .distinct()
            .limit(most)
        )
        return list(self._db.scalars(statement))


def _table(entity: type[Base]) -> Table:
    return entity.metadata.tables[entity.__tablename__]
