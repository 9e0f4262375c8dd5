"""The four languages Stoa speaks, and what each falls back to."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

SUPPORTED_LOCALES: tuple[str, ...] = ("en", "fr", "de", "lb")
DEFAULT_LOCALE = "en"

# Where a text is missing, the next language is asked; Luxembourg reads French before English.
FALLBACKS: Mapping[str, tuple[str, ...]] = {
    "en": ("en",),
    "fr": ("fr", "en"),
    "de": ("de", "en"),
    "lb": ("lb", "fr", "en"),
}

# Formats follow the habits of a territory: dots for thousands in Luxembourg, whatever the language.
_TERRITORIES: Mapping[str, str] = {"en": "en_GB", "fr": "fr_LU", "de": "de_LU", "lb": "lb_LU"}


@cache
def babel_locale(locale: str) -> Locale:
    """CLDR data of a supported language in its territory. Raises KeyError for any other."""
    return Locale.parse(_TERRITORIES[locale])
