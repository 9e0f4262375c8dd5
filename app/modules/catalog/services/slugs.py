"""Slugs: what a title becomes in an address."""

from __future__ import annotations

import re
import unicodedata

LONGEST_SLUG = 120
NOTHING_LEFT = "item"
_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ı": "i"}
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
# German readers write an umlaut with an e, which a slug of theirs keeps.
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def slug_of(title: str, locale: str = "en") -> str:
    """Small letters, digits and hyphens: "Café Crème, 250 g" is "cafe-creme-250-g".

    Never only digits, which are ids; what leaves nothing, as other letters do, becomes "item".
    """
    text = title.lower()
    if locale in {"de", "lb"}:
        text = unicodedata.normalize("NFC", text).translate(_UMLAUTS)
    text = "".join(_LETTERS.get(sign, sign) for sign in text)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = _NOT_PLAIN.sub("-", plain).strip("-")[:LONGEST_SLUG].strip("-") or NOTHING_LEFT
    return f"{NOTHING_LEFT}-{slug}" if slug.isdigit() else slug


def sort_key(title: str) -> str:
    """What titles sort by: without accents and capitals, at most 80 characters."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).strip()[:80]


def numbered(slug: str, number: int) -> str:
    """The slug with a number, within the length."""
    ending = f"-{number}"
    return slug[: LONGEST_SLUG - len(ending)] + ending
