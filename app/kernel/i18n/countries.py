"""The countries and territories that an address may name."""

from __future__ import annotations

from app.kernel.i18n.languages import babel_locale

_TWO_LETTERS = 2
# Unions, "outlying Oceania", two made for tests, and "unknown": nobody lives there.
_NO_PLACES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
# Northern Ireland, which tax law tells from the rest of the United Kingdom; Unicode has it not.
_MORE = {"XI"}

COUNTRIES = frozenset(
    code
    for code in map(str, babel_locale("en").territories)
    if len(code) == _TWO_LETTERS and code.isalpha() and code not in _NO_PLACES
) | frozenset(_MORE)
"""Codes as of ISO 3166-1 alpha-2, with those that Unicode and tax law add."""
