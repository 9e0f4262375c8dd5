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
# A qual that calls ts_lexize is not leakproof and would read the whole store: OFFSET 0 has the
# terms worked out before any row is looked up by them. EXISTS might be hashed, which reads the
# whole store as well.
_MEANINGS = text(
    "SELECT s.word, s.stem, (SELECT true FROM search_posting p WHERE p.store_id = :store_id"
    "  AND p.locale = :locale AND p.term = s.term LIMIT 1) IS NOT NULL AS is_known,"
    " CASE WHEN s.word = :begun THEN ARRAY(SELECT DISTINCT b.stem FROM ("
    "  SELECT w.stem FROM search_word w WHERE w.store_id = :store_id AND w.locale = :locale"
    "  AND w.word >= :begun AND w.word < :end ORDER BY w.word LIMIT :most) b) END AS begun"
    " FROM (SELECT l.word, l.stem, 't:' || coalesce(l.stem, l.word) AS term FROM ("
    "  SELECT u.word, (ts_lexize(CAST(:dictionary AS regdictionary), u.word))[1] AS stem"
    "  FROM unnest(CAST(:words AS text[])) AS u(word) OFFSET 0) l OFFSET 0) s"
)
_ALIKE = text(
    "SELECT s.word, w.stem FROM (SELECT DISTINCT l.word FROM search_spelling l"
    "  WHERE l.store_id = :store_id AND l.locale = :locale"
    "  AND l.deletion = ANY(CAST(:deletions AS text[])) LIMIT :most) s"
    " CROSS JOIN LATERAL (SELECT k.stem FROM search_word k WHERE k.store_id = :store_id"
    "  AND k.locale = :locale AND k.word = s.word OFFSET 0) w"
)
_FREQUENCY = text(
    "SELECT u.term, (SELECT count(*) FROM (SELECT FROM search_posting p"
    "  WHERE p.store_id = :store_id AND p.locale = :locale AND p.term = u.term"
    "  LIMIT 1000) m) AS products FROM unnest(CAST(:terms AS text[])) AS u(term)"
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
            "end": None if begun is None else begun + LAST,
            "most": MOST_BEGUN,
            "dictionary": dictionary_of(self._here["locale"]),  # type: ignore[arg-type]  # a text
        }
        return {
            row.word: Meaning(row.word, row.stem, row.is_known, tuple(row.begun or ()))
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
        given = {**self._here, "terms": sorted(f"t:{stem}" for stem in stems)}
        found = self._db.execute(_FREQUENCY, given)
        return {row[0].removeprefix("t:"): row[1] for row in found}

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
