"""Texts of the catalogue in a language: the asked one, what it falls back to, the store's own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from app.kernel.i18n.languages import FALLBACKS


class Words:
    """Reads translated texts in one language of a store whose own language is `own`."""

    def __init__(self, locale: str, own: str) -> None:
        self.locale = locale
        chain = FALLBACKS.get(locale, (locale,))
        # What stands behind the store's own language in the chain is never needed.
        self._before_own = chain[: chain.index(own)] if own in chain else chain
        self._own = own

    def reads_any(self, locales: Collection[str]) -> bool:
        """Whether a text in one of these languages would be read before the store's own."""
        return any(locale in locales for locale in self._before_own)

    def text(self, own_text: str, translations: Mapping[str, Any], name: str) -> str:
        """The text of that name, or the store's own."""
        for locale in self._before_own:
            found = translations.get(locale, {}).get(name)
            if found:
                return str(found)
        return own_text

    def value(self, own_text: str, translations: Mapping[str, Any], value: str) -> str:
        """What an option's value is called; values are a dictionary of their own."""
        for locale in self._before_own:
            found = translations.get(locale, {}).get("values", {}).get(value)
            if found:
                return str(found)
        return own_text

    def pick(self, by_locale: Mapping[str, str], otherwise: str = "") -> str:
        """From texts by locale, the store's own language among them."""
        for locale in (*self._before_own, self._own):
            found = by_locale.get(locale)
            if found:
                return found
        return otherwise
