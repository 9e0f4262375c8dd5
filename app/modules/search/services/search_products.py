"""Finds products: words, filters, order, page and facets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.http.cursors import CursorInvalid, moment_of, read_cursor, write_cursor
from app.modules.search.asked import Sort, Wanted
from app.modules.search.repositories.hit_rows import Hit, HitRows
from app.modules.search.repositories.hit_sql import MOST_COUNTED
from app.modules.search.services.facets import Facet, FacetsAsked, facets_of
from app.modules.search.services.query_words import Understood, understand


@dataclass(frozen=True)
class Asked:
    """What a shopper asks of a search, in the words of the address."""

    text: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    price_min: int | None = None
    price_max: int | None = None
    sort: Sort = Sort.RELEVANCE
    limit: int = 24
    cursor: str | None = None
    facets: Collection[str] = ()


@dataclass(frozen=True)
class Found:
    """A page of hits; `is_partial` when no product has all the words, and any of them counted."""

    hits: Sequence[Hit]
    total: int
    next_cursor: str | None
    facets: Sequence[Facet]
    corrected: dict[str, str]
    is_partial: bool

    @property
    def are_counts_exact(self) -> bool:
        """Whether the facets counted all that was found."""
        return self.total <= MOST_COUNTED


def search(db: Session, store_id: int, locale: str, currency: str, asked: Asked) -> Found:
    """The page that was asked for. Raises CursorInvalid."""
    understood = understand(db, store_id, locale, asked.text)
    sort = asked.sort
    if sort is Sort.RELEVANCE and not understood.words:
        sort = Sort.NEWEST
    after = _place(asked.cursor, sort)
    wanted = Wanted(locale, understood.words, dict(asked.filters), asked.price_min, asked.price_max)
    if _finds_nothing(asked, understood):
        return Found((), 0, None, (), understood.corrected, is_partial=False)
    rows, is_partial = HitRows(db, store_id), understood.has_unknown
    facets_asked = FacetsAsked(asked.facets, currency)
    page = rows.page(wanted, sort, asked.limit, after, counting=facets_asked.of_page(wanted))
    if not page.total and len(wanted.words) > 1 and not wanted.narrowed:
        wanted, is_partial = replace(wanted, any_word=True), True
        page = rows.page(wanted, sort, asked.limit, after, counting=facets_asked.of_page(wanted))
    facets = facets_of(db, store_id, wanted, facets_asked, page.counts)
    hits, next_cursor = page.hits, None
    if len(hits) > asked.limit:
        hits = hits[: asked.limit]
        next_cursor = write_cursor((sort.value, hits[-1].place, hits[-1].product_id))
    return Found(hits, page.total, next_cursor, facets, understood.corrected, is_partial)


def _finds_nothing(asked: Asked, understood: Understood) -> bool:
    """Something was typed, and nobody knows what it means."""
    return bool(asked.text.strip()) and not understood.words


def _place(cursor: str | None, sort: Sort) -> tuple[Any, int] | None:
    """Where the page begins, for the order that the cursor was made in."""
    is_time = sort is Sort.NEWEST
    values = read_cursor(cursor, (str, str if is_time else int, int))
    if values is None:
        return None
    if values[0] != sort.value:
        raise CursorInvalid
    return (moment_of(values[1]) if is_time else values[1]), values[2]
