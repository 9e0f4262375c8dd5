"""What a module is called, and what it says of itself, in a person's language."""

from __future__ import annotations

from app.kernel.i18n.catalog import Catalog
from app.modules.registry import registry


def module_name(catalog: Catalog, locale: str, code: str) -> str:
    """The module's own text, else the name in its definition, else its code."""
    module = registry().get(code)
    return _worded(catalog, locale, code, "name", module.name if module else code)


def module_description(catalog: Catalog, locale: str, code: str) -> str:
    """The same for the sentence that says what it is for."""
    module = registry().get(code)
    return _worded(catalog, locale, code, "description", module.description if module else "")


def _worded(catalog: Catalog, locale: str, code: str, what: str, otherwise: str) -> str:
    """Text ids have hyphens where codes have underscores."""
    text_id = f"{code.replace('_', '-')}-module-{what}"
    return catalog.text(locale, text_id) if catalog.has(text_id) else otherwise
