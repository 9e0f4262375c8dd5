"""The terms of a document: words with their weights, filters with their labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.modules.contracts.catalog import ProductDocument
from app.modules.search.word_forms import condensed, folded, words_of

# How much a word says, by where it stands; what a shopper typed in full counts a hundredfold.
TITLE, TITLE_SHARED, SKU, BRAND = 100, 100, 220, 110
CATEGORY, OPTION, ATTRIBUTE, DESCRIPTION, FEATURED = 50, 40, 30, 10, 5
LONGEST_PART = 80
WORD, FILTER = "t:", "f:"
AVAILABLE = "f:available"


@dataclass(frozen=True)
class LabelText:
    """The facet of a filter, and its name and value as people read them."""

    facet: str
    name: str
    value: str


@dataclass
class WordsFound:
    """The heaviest place at which each word of a document stands."""

    weights: dict[str, int] = field(default_factory=dict)

    def add(self, words: Iterable[str], weight: int) -> None:
        for word in words:
            self.weights[word] = max(weight, self.weights.get(word, 0))


def weighted_words(document: ProductDocument) -> dict[str, int]:
    """Every word of the document. A word of a short title says more than one of a long title."""
    found = WordsFound()
    title = words_of(document.title)
    extra = FEATURED if document.is_featured else 0
    found.add(title, TITLE + TITLE_SHARED // max(1, len(title)) + extra)
    for sku in document.skus:
        found.add([condensed(sku), *words_of(sku)], SKU)
    found.add(words_of(document.brand or ""), BRAND)
    for _, name in document.categories:
        found.add(words_of(name), CATEGORY)
    for _, value in document.options:
        found.add(words_of(value), OPTION)
    for _, value in document.attributes:
        found.add(words_of(value), ATTRIBUTE)
    found.add(words_of(document.description), DESCRIPTION)
    found.weights.pop("", None)
    return found.weights


def terms_of(weights: Mapping[str, int], stems: Mapping[str, str | None]) -> dict[str, int]:
    """The postings of the words: by their stems, without the words that say nothing."""
    terms: dict[str, int] = {}
    for word, weight in weights.items():
        stem = stems.get(word)
        if stem is not None:
            term = WORD + stem
            terms[term] = max(weight, terms.get(term, 0))
    return terms


def filters_of(document: ProductDocument, *, is_available: bool) -> dict[str, LabelText]:
    """The filters that the document passes, with their labels."""
    found = {
        category_term(key): LabelText("category", "", name) for key, name in document.categories
    }
    if document.brand:
        found[brand_term(document.brand)] = LabelText("brand", "", document.brand)
    for name, value in document.options:
        found[pair_term("option", name, value)] = LabelText(facet_of("option", name), name, value)
    for name, value in document.attributes:
        label = LabelText(facet_of("attribute", name), name, value)
        found[pair_term("attribute", name, value)] = label
    if is_available:
        found[AVAILABLE] = LabelText("availability", "", "available")
    return found


def category_term(category_id: int) -> str:
    return f"{FILTER}category={category_id}"


def brand_term(brand: str) -> str:
    return f"{FILTER}brand={_part(brand)}"


def pair_term(kind: str, name: str, value: str) -> str:
    return f"{FILTER}{facet_of(kind, name)}={_part(value)}"


def facet_of(kind: str, name: str) -> str:
    """Facets of the same name in other letters are one: "option.color"."""
    return f"{kind}.{_part(name).replace('=', '-')}"


def _part(text: str) -> str:
    plain = "".join(sign for sign in folded(text) if sign.isprintable())
    return " ".join(plain.split())[:LONGEST_PART]
