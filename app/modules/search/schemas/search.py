"""Search over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from app.kernel.http.schemas import MoneyOut, Output


class HitOut(Output):
    """A product that was found; `card` is what a list of products shows of it."""

    product_id: int
    is_available: bool
    price: MoneyOut | None
    card: dict[str, Any] = Field(examples=[{"slug": "red-chair", "title": "Red chair"}])


class FacetValueOut(Output):
    """A value of a facet; `value` goes into the address to choose it.

    Prices are a range in minor units, from `low` until just before `high`.
    """

    value: str
    label: str
    count: int
    is_chosen: bool
    low: int | None = None
    high: int | None = None


class FacetOut(Output):
    """A facet: its key in the address, its name where it has one of its own, and its values."""

    key: str = Field(examples=["option.color"])
    name: str = Field(examples=["Color"])
    values: list[FacetValueOut]


class SearchOut(Output):
    """A page of products.

    `corrected` says which words were taken for others. `is_partial`: no product has all the words,
    so these have some. Where `are_counts_exact` is false there are more than 10,000 products: the
    facets count the best of them, and so does `total` in the order of relevance.
    """

    items: list[HitOut]
    total: int
    next_cursor: str | None
    facets: list[FacetOut]
    are_counts_exact: bool
    corrected: dict[str, str] = Field(examples=[{"chiar": "chair"}])
    is_partial: bool


class SuggestedOut(Output):
    """A category or brand whose name begins so; `value` goes into the address of a search."""

    kind: str = Field(examples=["category"])
    value: str
    label: str


class SuggestOut(Output):
    """What somebody may be about to type, and what they would find."""

    words: list[str] = Field(examples=[["chair", "chairs"]])
    places: list[SuggestedOut]
    items: list[HitOut]


class IndexStatusOut(Output):
    """The state of the index: `products` that can be found, and how the last rebuilding went."""

    products: int
    last_indexed_at: datetime | None
    asked_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    documents_done: int
    is_running: bool
