"""What the address of a search says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import Depends, Query, Request

from app.kernel.http.schemas import LARGEST_ID, MOST_MINOR, CursorInQuery, LimitInQuery
from app.modules.search.asked import Sort
from app.modules.search.exceptions import TooManyFilters
from app.modules.search.services.document_terms import (
    AVAILABLE,
    brand_term,
    category_term,
    facet_of,
    pair_term,
)
from app.modules.search.services.search_products import Asked

LONGEST_TEXT = 200
MOST_FACETS, MOST_VALUES, LONGEST_VALUE = 10, 20, 255
Text = Annotated[str, Query(max_length=LONGEST_TEXT, description="What to look for.")]
Price = Annotated[int | None, Query(ge=0, le=MOST_MINOR, description="Minor units, inclusive.")]
Categories = Annotated[
    list[Annotated[int, Query(gt=0, le=LARGEST_ID)]],
    Query(max_length=MOST_VALUES, description="One of these categories, by id."),
]
Brands = Annotated[
    list[Annotated[str, Query(max_length=LONGEST_VALUE)]],
    Query(max_length=MOST_VALUES, description="One of these brands."),
]
Facets = Annotated[
    str,
    Query(
        max_length=500,
        description="Facets to count, with commas: all, category, brand, price, availability,"
        " option, attribute, or one of these such as option.color.",
    ),
]
PAIRS = ("option", "attribute")


def search_query(
    request: Request,
    *,
    q: Text = "",
    category: Categories = [],  # noqa: B006  FastAPI copies it
    brand: Brands = [],  # noqa: B006
    price_min: Price = None,
    price_max: Price = None,
    available: bool | None = None,
    sort: Sort = Sort.RELEVANCE,
    facets: Facets = "",
    limit: LimitInQuery = 24,
    cursor: CursorInQuery = None,
) -> Asked:
    """The search; `option.<name>` and `attribute.<name>` narrow to values of that name as well."""
    filters: dict[str, tuple[str, ...]] = {}
    _add(filters, "category", (category_term(each) for each in category))
    _add(filters, "brand", (brand_term(each) for each in brand))
    _add(filters, "availability", [AVAILABLE] if available else [])
    for key, value in request.query_params.multi_items():
        kind, _, name = key.partition(".")
        if kind in PAIRS and name:
            term = pair_term(kind, name[:LONGEST_VALUE], value[:LONGEST_VALUE])
            facet = facet_of(kind, name[:LONGEST_VALUE])
            _add(filters, facet, [*filters.get(facet, ()), term])
    if len(filters) > MOST_FACETS or any(len(each) > MOST_VALUES for each in filters.values()):
        raise TooManyFilters(facets=MOST_FACETS, values=MOST_VALUES)
    wanted = {part.strip().casefold() for part in facets.split(",")} - {""}
    return Asked(
        q, tuple(filters.items()), price_min, price_max, sort, limit, cursor, frozenset(wanted)
    )


def _add(filters: dict[str, tuple[str, ...]], facet: str, terms: Iterable[str]) -> None:
    given = tuple(dict.fromkeys(terms))
    if given:
        filters[facet] = given


SearchAsked = Annotated[Asked, Depends(search_query)]
