"""What somebody looks for, worked out: terms, filters, order and place in the list."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Sort(StrEnum):
    """The orders of a list of products; RELEVANCE without words is NEWEST."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    PRICE_ASC = "price_asc"
    PRICE_DESC = "price_desc"


@dataclass(frozen=True)
class Meant:
    """A term that a word may mean, and how surely, in per cent."""

    term: str
    sureness: int = 100


@dataclass(frozen=True)
class Wanted:
    """Products wanted in one store and language.

    `words` holds what each word may mean; a product has to have one of each, or of any of them
    where `any_word`. `filters` holds the terms of each facet that is narrowed, of which a product
    has to have one. Prices in minor units of the store's currency, both inclusive.
    """

    locale: str
    words: tuple[tuple[Meant, ...], ...] = ()
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    price_min: int | None = None
    price_max: int | None = None
    any_word: bool = False

    def without(self, facet: str) -> Wanted:
        """The same without what narrows this facet."""
        prices = (None, None) if facet == "price" else (self.price_min, self.price_max)
        rest = {name: terms for name, terms in self.filters.items() if name != facet}
        return Wanted(self.locale, self.words, rest, *prices, any_word=self.any_word)

    @property
    def narrowed(self) -> tuple[str, ...]:
        """The facets that something narrows."""
        has_price = self.price_min is not None or self.price_max is not None
        return (*self.filters, "price") if has_price else tuple(self.filters)

    @property
    def is_everything(self) -> bool:
        """Whether nothing is looked for and nothing narrowed."""
        return not (self.words or self.narrowed)
