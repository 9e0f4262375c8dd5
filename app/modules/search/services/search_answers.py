"""Answers of the search, ready to be sent."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.kernel.http.schemas import MoneyOut
from app.modules.search.asked import Sort, Wanted
from app.modules.search.repositories.hit_rows import Hit, HitRows
from app.modules.search.repositories.state_rows import StateRows
from app.modules.search.repositories.word_rows import WordRows
from app.modules.search.schemas.search import (
    FacetOut,
    HitOut,
    IndexStatusOut,
    SearchOut,
    SuggestedOut,
    SuggestOut,
)
from app.modules.search.services.query_words import understand
from app.modules.search.services.search_products import Asked, search
from app.modules.search.word_forms import folded, words_of
from app.modules.tenancy.services.shoppers import ShopperContext

SUGGESTED = 6


def search_answer(db: Session, shopper: ShopperContext, locale: str, asked: Asked) -> bytes:
    """A page of products, as JSON."""
    found = search(db, shopper.store_id, locale, shopper.currency, asked)
    out = SearchOut(
        items=_hits(found.hits),
        total=found.total,
        next_cursor=found.next_cursor,
        facets=[FacetOut.model_validate(each, from_attributes=True) for each in found.facets],
        are_counts_exact=found.are_counts_exact,
        corrected=found.corrected,
        is_partial=found.is_partial,
    )
    return out.model_dump_json().encode()


def suggest_answer(db: Session, shopper: ShopperContext, locale: str, typed: str) -> bytes:
    """Words, categories, brands and products for what was typed so far, as JSON."""
    words = words_of(typed)
    out = SuggestOut(words=[], places=[], items=[])
    if words:
        rows = WordRows(db, shopper.store_id, locale)
        out.words = _continued(rows, words)
        out.places = _places(rows, typed)
        out.items = _first(db, shopper.store_id, locale, typed)
    return out.model_dump_json().encode()


def index_status(db: Session, store_id: int) -> IndexStatusOut:
    """The state of the store's index."""
    rows = StateRows(db, store_id)
    state, (products, newest) = rows.find(), rows.documents()
    return IndexStatusOut(
        products=products,
        last_indexed_at=newest,
        asked_at=state.asked_at if state else None,
        started_at=state.started_at if state else None,
        finished_at=state.finished_at if state else None,
        documents_done=state.documents_done if state else 0,
        is_running=bool(state and state.started_at and state.finished_at is None),
    )


def _hits(hits: Iterable[Hit]) -> list[HitOut]:
    return [
        HitOut(
            product_id=hit.product_id,
            is_available=hit.is_available,
            price=None if hit.price_minor is None else MoneyOut.of(hit.price_minor, hit.currency),
            card=hit.card,
        )
        for hit in hits
    ]


def _continued(rows: WordRows, words: list[str]) -> list[str]:
    """What was typed with its last word completed, the most frequent word first; a stem once."""
    found = rows.beginning_with(words[-1])
    products = rows.frequencies(set(found.values()))
    ordered = sorted(found, key=lambda word: (-products.get(found[word], 0), len(word), word))
    by_stem = {found[word]: word for word in reversed(ordered) if products.get(found[word])}
    chosen = [word for word in ordered if by_stem.get(found[word]) == word]
    return [" ".join([*words[:-1], word]) for word in chosen[:SUGGESTED]]


def _places(rows: WordRows, typed: str) -> list[SuggestedOut]:
    beginning = " ".join(folded(typed.replace("\0", "")).split())[:80]
    if not beginning:
        return []
    return [
        SuggestedOut(
            kind=label.facet,
            value=label.term.partition("=")[2] if label.facet == "category" else label.value,
            label=label.value,
        )
        for label in rows.labels_beginning_with(beginning, SUGGESTED)
    ]


def _first(db: Session, store_id: int, locale: str, typed: str) -> list[HitOut]:
    understood = understand(db, store_id, locale, typed)
    if not understood.words:
        return []
    wanted = Wanted(locale, understood.words)
    page = HitRows(db, store_id).page(wanted, Sort.RELEVANCE, SUGGESTED, None, most=SUGGESTED)
    return _hits(page.hits)
