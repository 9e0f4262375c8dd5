"""What somebody's words mean: words of the store, words that they begin, words much like them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.modules.search.asked import Meant
from app.modules.search.repositories.word_rows import Meaning, WordRows
from app.modules.search.services.document_terms import WORD
from app.modules.search.word_forms import deletions, distance, slips_allowed, words_of

MOST_WORDS = 8
SHORTEST_BEGINNING = 2
BEGUN, SLIPPED, SLIPPED_TWICE = 60, 50, 30
MOST_MEANT = 5


@dataclass(frozen=True)
class Understood:
    """What each word may mean, and the words that were taken for others."""

    words: tuple[tuple[Meant, ...], ...]
    corrected: dict[str, str]
    has_unknown: bool


def understand(db: Session, store_id: int, locale: str, typed: str) -> Understood:
    """Two statements, or four when words are not known as they were typed.

    The last word may go on unless a blank follows it. Words that say nothing ("the") are left out
    while there are others.
    """
    words = list(dict.fromkeys(words_of(typed)[:MOST_WORDS]))
    if not words:
        return Understood((), {}, has_unknown=False)
    rows = WordRows(db, store_id, locale)
    begun = None if typed[-1:].isspace() or len(words[-1]) < SHORTEST_BEGINNING else words[-1]
    meanings = rows.meanings(words, begun)
    ordered = [meanings[word] for word in words]
    telling = [each for each in ordered if each.stem is not None or each.begun] or ordered
    meant = {each.word: _meant(each) for each in telling}
    unknown = [each.word for each in telling if not meant[each.word]]
    corrected = _correct(rows, unknown, meant)
    return Understood(
        tuple(meant[each.word] for each in telling if meant[each.word]),
        corrected,
        has_unknown=any(not meant[word] for word in unknown),
    )


def _meant(meaning: Meaning) -> tuple[Meant, ...]:
    stem = meaning.stem or meaning.word
    exact = (Meant(WORD + stem),) if meaning.is_known else ()
    begun = tuple(Meant(WORD + each, BEGUN) for each in meaning.begun if each != stem)
    return (*exact, *begun)


def _correct(
    rows: WordRows, unknown: Sequence[str], meant: dict[str, tuple[Meant, ...]]
) -> dict[str, str]:
    """Finds words of the store that are few slips away; the nearest, then the most frequent."""
    left = {word: deletions(word) for word in unknown if slips_allowed(word)}
    if not left:
        return {}
    alike = rows.alike(set().union(*left.values()))
    near = {word: _near(word, alike) for word in left}
    products = rows.frequencies({alike[other] for found in near.values() for other in found})
    corrected = {}
    for word, found in near.items():
        ordered = sorted(
            (slips, -products.get(alike[other], 0), other)
            for other, slips in found.items()
            if products.get(alike[other])
        )
        chosen = [each for each in ordered if each[0] == ordered[0][0]][:MOST_MEANT]
        if chosen:
            sureness = SLIPPED if chosen[0][0] == 1 else SLIPPED_TWICE
            stems = dict.fromkeys(alike[other] for _, _, other in chosen)
            meant[word] = tuple(Meant(WORD + stem, sureness) for stem in stems)
            corrected[word] = chosen[0][2]
    return corrected


def _near(word: str, alike: dict[str, str]) -> dict[str, int]:
    allowed = slips_allowed(word)
    slips = {
        other: distance(word, other) for other in alike if abs(len(other) - len(word)) <= allowed
    }
    return {other: count for other, count in slips.items() if 0 < count <= allowed}
