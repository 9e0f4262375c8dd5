"""How codes are compared: what a shopper types, without its case and the accidents of writing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

LONGEST_CODE = 64


def code_key(typed: str) -> str | None:
    """The same for " Summer-10 ", "summer-10" and full-width letters; None for what is no code.

    Unicode's compatibility form (NFKC, UAX 15) and case folding; blanks count nowhere.
    """
    folded = unicodedata.normalize("NFKC", typed[: 4 * LONGEST_CODE]).casefold()
    key = unicodedata.normalize("NFKC", "".join(folded.split()))
    is_code = 0 < len(key) <= LONGEST_CODE and key.isprintable()
    return key if is_code else None


def keys_of(typed: Iterable[str]) -> dict[str, str]:
    """The key of each code as typed, in order; of two that mean the same the first, no others."""
    found: dict[str, str] = {}
    for code in typed:
        key = code_key(code)
        if key is not None and key not in found.values():
            found[code] = key
    return found
