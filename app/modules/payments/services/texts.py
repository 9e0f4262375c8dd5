"""Sentences of payments said outside a request, in a language that is given by its code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from app.kernel.i18n.catalog import Catalog
from app.kernel.i18n.languages import SUPPORTED_LOCALES

FALLBACK = "en"


def say(locale: str, text_id: str, **values: object) -> str:
    """The module's own text; English for a language that there is not."""
    return _texts().text(known_locale(locale), text_id, **values)


def known_locale(locale: str) -> str:
    """The locale itself, or English."""
    return locale if locale in SUPPORTED_LOCALES else FALLBACK


@cache
def _texts() -> Catalog:
    return Catalog([Path(__file__).parents[1] / "locales"])
