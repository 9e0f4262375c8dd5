"""What words may mean in a store: their stems, what they begin, and what is much like them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.modules.search.models import Label
from app.modules.search.repositories.stems import dictionary_of

MOST_BEGUN = 30
MOST_ALIKE = 200
LAST = "\U0010ffff"
_MEANINGS = text(
    "SELECT u.word, s.stem, EXISTS (SELECT FROM search_posting p WHERE p.store_id = :store_id"
    "  AND p.locale = :locale AND p.term = 't:' || coalesce(s.stem, u.word)) AS is_known,"
    " ARRAY(SELECT DISTINCT b.stem FROM (SELECT w.stem FROM search_word w"
    "  WHERE w.store_id = :store_id AND w.locale = :locale AND u.word = :begun"
    "  AND w.word >= u.word AND w.word < u.word || :last ORDER BY w.word"
    "  LIMIT :most) b) AS begun"
    " FROM unnest(CAST(:words AS text[])) AS u(word),"
    " LATERAL (SELECT (ts_lexize(CAST(:dictionary AS regdictionary), u.word))[1] AS stem) s"
)
_ALIKE = text(
    "SELECT DISTINCT s.word, w.stem FROM search_spelling s"
    " JOIN search_word w ON w.store_id = :store_id AND w.locale = :locale AND w.word = s.word"
    " WHERE s.store_id = :store_id AND s.locale = :locale"
    " AND s.deletion = ANY(CAST(:deletions AS text[])) LIMIT :most"
)
_FREQUENCY = text(
    "SELECT u.stem, (SELECT count(*) FROM (SELECT FROM search_posting p"
    "  WHERE p.store_id = :store_id AND p.locale = :locale AND p.term = 't:' || u.stem"
    "  LIMIT 1000) m) AS products FROM unnest(CAST(:stems AS text[])) AS u(stem)"
)
_BEGUN_WORDS = text(
    "SELECT w.word, w.stem FROM search_word w WHERE w.store_id = :store_id"
    " AND w.locale = :locale AND w.word >= :beginning AND w.word < :end ORDER BY w.word LIMIT 100"
)


@dataclass(frozen=True)
class Meaning:
    """What the store's language knows of a word.

    `stem` is None for a word that says nothing; `begun` are stems of words that begin so.
    """

    word: str
    stem: str | None
    is_known: bool
    begun: tuple[str, ...]


class WordRows:
    """Reads one store's words in one language; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int, locale: str) -> None:
        self._db = db
        self._here = {"store_id": store_id, "locale": locale}

    def meanings(self, words: Sequence[str], begun: str | None) -> dict[str, Meaning]:
        """What each of the words may mean; `begun` is the one that may still go on."""
        given = {
            **self._here,
            "words": list(words),
            "begun": begun,
            "last": LAST,
            "most": MOST_BEGUN,
            "dictionary": dictionary_of(self._here["locale"]),  # type: ignore[arg-type]  # a text
        }
        return {
            row.word: Meaning(row.word, row.stem, row.is_known, tuple(row.begun))
            for row in self._db.execute(_MEANINGS, given)
        }

    def alike(self, deletions: Collection[str]) -> dict[str, str]:
        """Words that leave one of these after a slip, and their stems."""
        given = {**self._here, "deletions": sorted(deletions), "most": MOST_ALIKE}
        return {row[0]: row[1] for row in self._db.execute(_ALIKE, given)}

    def frequencies(self, stems: Collection[str]) -> dict[str, int]:
        """In how many products each stem occurs; no more than a thousand are counted."""
        if not stems:
            return {}
        given = {**self._here, "stems": sorted(stems)}
        return {row[0]: row[1] for row in self._db.execute(_FREQUENCY, given)}

    def beginning_with(self, beginning: str) -> dict[str, str]:
        """Some words that begin so, and their stems."""
        given = {**self._here, "beginning": beginning, "end": beginning + LAST}
        return {row[0]: row[1] for row in self._db.execute(_BEGUN_WORDS, given)}

    def labels_beginning_with(self, beginning: str, most: int) -> Sequence[Label]:
        """Categories and brands whose name begins so."""
        statement = (
            select(Label)
            .where(
                Label.store_id == self._here["store_id"],
                Label.locale == self._here["locale"],
                Label.folded >= beginning,
                Label.folded < beginning + LAST,
                Label.facet.in_(("category", "brand")),
            )
            .order_by(Label.folded, Label.term)
            .limit(most)
        )
        return self._db.scalars(statement).all()
