"""Stems of words, by the dictionaries that PostgreSQL brings."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

# Luxembourgish has no dictionary of its own; its endings are nearest to those of German.
DICTIONARIES = {
    "en": "english_stem",
    "fr": "french_stem",
    "de": "german_stem",
    "lb": "german_stem",
}
_STEMS = text(
    "SELECT u.word, (ts_lexize(CAST(:dictionary AS regdictionary), u.word))[1]"
    " FROM unnest(CAST(:words AS text[])) AS u(word)"
)


def dictionary_of(locale: str) -> str:
    """The dictionary of a language; without one words stay as they are."""
    return DICTIONARIES.get(locale, "simple")


def stems_of(db: Session, locale: str, words: Sequence[str]) -> dict[str, str | None]:
    """The stem of each word; None for one that says nothing, such as "the". One statement."""
    if not words:
        return {}
    given = {"dictionary": dictionary_of(locale), "words": list(words)}
    return {row[0]: row[1] for row in db.execute(_STEMS, given)}
