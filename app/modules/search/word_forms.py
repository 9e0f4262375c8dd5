"""Words as search compares them: without case and accents, and how far apart two of them are."""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 40
# Letters that Unicode does not take apart into a letter and a mark.
_APART = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)
_WORD = re.compile(r"[^\W_]+")
# Words of less than four letters are too much alike; longer than seven, two slips are allowed.
SHORTEST_MEANT, LONG = 4, 8
# Deletions are made of the beginning of a word only: what is different after it is compared.
BEGINNING = 7


def folded(text: str) -> str:
    """Lower case without accents: "Crème Brûlée" and "CREME BRULEE" are the same, ß is ss."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_APART))
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return unicodedata.normalize("NFKC", plain)


def words_of(text: str, most: int = 2000) -> list[str]:
    """The words of a text in order, folded, each cut to a bearable length."""
    return [match[:LONGEST_WORD] for match in _WORD.findall(folded(text))[:most]]


def condensed(code: str) -> str:
    """A code such as "AB-12/3" as one word: "ab123"."""
    return "".join(_WORD.findall(folded(code)))[:LONGEST_WORD]


def slips_allowed(word: str) -> int:
    """How many slips a word may hold and still be meant."""
    if len(word) < SHORTEST_MEANT or word.isdigit():
        return 0
    return 2 if len(word) >= LONG else 1


def deletions(word: str) -> set[str]:
    """The word's beginning, and what is left of it without one of its letters.

    Two words that are a slip apart have one of these in common (the symmetric deletion of SymSpell,
    https://github.com/wolfgarbe/SymSpell), and so have many that are two apart; those that have are
    then compared.
    """
    beginning = word[:BEGINNING]
    without = (beginning[:at] + beginning[at + 1 :] for at in range(len(beginning)))
    return {beginning, *without}


def distance(one: str, other: str) -> int:
    """Slips between two words: a letter missing, added, another, or two neighbours exchanged.

    Damerau and Levenshtein's distance in its restricted form (optimal string alignment).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]
