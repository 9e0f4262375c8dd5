"""Brings products into the index as the catalogue has them now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.capabilities import Capability
from app.modules.contracts.catalog import CATALOG_READER, CatalogReader, NoCatalog, ProductDocument
from app.modules.contracts.stock import STOCK_RESERVER, NoStock, StockReserver
from app.modules.core.services.module_services import service_on
from app.modules.core.services.storefront_memory import note_change
from app.modules.search.repositories.index_rows import IndexRows, Key, PostingChange, Terms
from app.modules.search.repositories.stems import stems_of
from app.modules.search.services.document_terms import (
    AVAILABLE,
    LabelText,
    filters_of,
    terms_of,
    weighted_words,
)
from app.modules.search.word_forms import deletions, folded, slips_allowed
from app.modules.tenancy.repositories.store_directory import StoreDirectory

AT_ONCE = 200
T = TypeVar("T")


@dataclass(frozen=True)
class Sources:
    """Whom the index asks: the catalogue and the stock of a store, or what stands in for them."""

    catalog: CatalogReader
    stock: StockReserver

    @classmethod
    def of(cls, db: Session, store_id: int) -> Sources:
        """Those that are on where the store sells, on any of the platforms that it is linked to."""
        platforms = StoreDirectory(db).platform_ids_of_store(store_id)
        return cls(
            _on_any(db, platforms, CATALOG_READER, NoCatalog()),
            _on_any(db, platforms, STOCK_RESERVER, NoStock()),
        )


def _on_any(db: Session, platforms: Sequence[int], capability: Capability[T], absent: T) -> T:
    found = (service_on(db, platform_id, capability, absent) for platform_id in platforms)
    return next((service for service in found if service is not absent), absent)


@dataclass(frozen=True)
class _Prepared:
    """A document with its postings and filters, and the ids of the labels of these."""

    document: ProductDocument
    terms: dict[str, int]
    filters: dict[str, LabelText]
    label_ids: dict[str, int] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        return self.document.locale, self.document.product_id


def index_products(db: Session, store_id: int, product_ids: Iterable[int]) -> None:
    """The products are in the index as they are now; those that shoppers do not see are out.

    Held by name before they are read, so that what is written last was read last.
    """
    sources, rows = Sources.of(db, store_id), IndexRows(db, store_id)
    wanted = sorted(set(product_ids))
    for at in range(0, len(wanted), AT_ONCE):
        ids = wanted[at : at + AT_ONCE]
        rows.hold(ids)
        documents = list(sources.catalog.documents(db, store_id, ids))
        write_documents(db, store_id, ids, documents, sources)


def write_documents(
    db: Session,
    store_id: int,
    product_ids: Sequence[int],
    documents: Sequence[ProductDocument],
    sources: Sources,
) -> None:
    """Replaces what the index has of these products, which are held."""
    rows = IndexRows(db, store_id)
    known = rows.known(product_ids)
    available = _available(db, store_id, documents, sources.stock)
    prepared = _prepare(db, rows, documents, available)
    rows.change_postings(**_changes(known, prepared))
    rows.remove_documents(set(known) - {each.key for each in prepared})
    rows.write_documents([_row(each, available, utc_now()) for each in prepared])
    variants = {each: set[int]() for each in product_ids}
    for document in documents:
        variants[document.product_id].update(document.variant_ids)
    rows.write_variants(variants)
    note_change(db, store_id)


def _available(
    db: Session, store_id: int, documents: Sequence[ProductDocument], stock: StockReserver
) -> set[int]:
    """The products of which one variant at least can be bought now."""
    variants = {each for document in documents for each in document.variant_ids}
    if not variants:
        return set()
    levels = stock.availability(db, store_id, variants)
    return {
        document.product_id
        for document in documents
        if document.price_minor is not None
        and any(each in levels and levels[each].covers(1) for each in document.variant_ids)
    }


def _prepare(
    db: Session, rows: IndexRows, documents: Sequence[ProductDocument], available: set[int]
) -> list[_Prepared]:
    prepared = []
    for locale in sorted({document.locale for document in documents}):
        mine = [document for document in documents if document.locale == locale]
        words = {document.product_id: weighted_words(document) for document in mine}
        distinct = sorted({word for weights in words.values() for word in weights})
        stems = stems_of(db, locale, distinct)
        _write_words(rows, locale, stems)
        of_locale = [
            _Prepared(
                document,
                terms_of(words[document.product_id], stems),
                filters_of(document, is_available=document.product_id in available),
            )
            for document in mine
        ]
        ids = _write_labels(rows, locale, of_locale)
        prepared += [replace(each, label_ids=ids) for each in of_locale]
    return prepared


def _write_words(rows: IndexRows, locale: str, stems: Mapping[str, str | None]) -> None:
    known = {word: stem for word, stem in stems.items() if stem is not None}
    new = rows.add_words(locale, known)
    pairs = {(left, word) for word in new if slips_allowed(word) for left in deletions(word)}
    rows.add_spellings(locale, pairs)


def _write_labels(rows: IndexRows, locale: str, prepared: Sequence[_Prepared]) -> dict[str, int]:
    labels = {term: label for each in prepared for term, label in each.filters.items()}
    return rows.write_labels(
        locale,
        [
            {
                "term": term,
                "facet": label.facet,
                "name": label.name,
                "value": label.value,
                "folded": folded(label.value)[:80],
            }
            for term, label in sorted(labels.items())
            if term != AVAILABLE
        ],
    )


def _changes(
    known: Mapping[Key, Terms], prepared: Sequence[_Prepared]
) -> dict[str, list[PostingChange]]:
    """What comes and goes between the postings that there are and those that there shall be."""
    now = {each.key: _postings(each) for each in prepared}
    gone, come = [], []
    for key in sorted({*known, *now}):
        before = set(known.get(key, {}).items())
        after = set(now.get(key, {}).items())
        gone += [PostingChange(*key, *each) for each in before - after]
        come += [PostingChange(*key, *each) for each in after - before]
    return {"gone": gone, "come": come}


def _postings(prepared: _Prepared) -> dict[str, int]:
    return prepared.terms | dict.fromkeys(prepared.filters, 0)


def _row(prepared: _Prepared, available: set[int], now: datetime) -> dict[str, object]:
    document, postings = prepared.document, _postings(prepared)
    return {
        "locale": document.locale,
        "product_id": document.product_id,
        "price_minor": document.price_minor,
        "currency": document.currency,
        "is_available": document.product_id in available,
        "published_at": document.published_at,
        "card": {"slug": document.slug, "title": document.title, **document.card},
        "terms": list(postings),
        "weights": list(postings.values()),
        "filters": [prepared.label_ids[term] for term in prepared.filters if term != AVAILABLE],
        "indexed_at": now,
    }
