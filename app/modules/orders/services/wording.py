"""The texts and templates of orders where there is no request: in mails, and on documents."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.kernel.i18n import formats
from app.kernel.i18n.catalog import KERNEL_LOCALE_FOLDERS, Catalog
from app.kernel.i18n.languages import DEFAULT_LOCALE, SUPPORTED_LOCALES
from app.kernel.money import to_major
from app.modules.registry import module_folder, registry

_MODULE = Path(__file__).parent.parent


@cache
def texts() -> Catalog:
    """The texts of the kernel and of all modules, read once a process.

    Other modules name sentences by their keys, such as the one that tax law asks for.
    """
    folders = [module_folder(module, "locales") for module in registry()]
    return Catalog([*KERNEL_LOCALE_FOLDERS, *(each for each in folders if each)], strict=True)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_MODULE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def spoken(locale: str | None) -> str:
    """The locale, or English for what Stoa does not speak."""
    return locale if locale in SUPPORTED_LOCALES else DEFAULT_LOCALE


def text(locale: str, text_id: str, /, **values: object) -> str:
    """A text of orders in a language."""
    return texts().text(locale, text_id, **values)


def sentence(locale: str, text_id: str | None) -> str | None:
    """The text of whichever module, None without a key or where nobody knows it."""
    return text(locale, text_id) if text_id and texts().has(text_id) else None


def money(locale: str, amount_minor: int, currency: str) -> str:
    """An amount as people of the language write it."""
    return formats.money(to_major(amount_minor, currency), currency, locale)


def render(template: str, locale: str, **values: object) -> str:
    """A template of orders with `t` for its texts and `money` for amounts of minor units."""

    def t(text_id: str, **arguments: object) -> str:
        return text(locale, text_id, **arguments)

    def m(amount_minor: int, currency: str) -> str:
        return money(locale, amount_minor, currency)

    helpers: dict[str, Callable[..., str]] = {"t": t, "money": m}
    return _environment().get_template(template).render(locale=locale, **helpers, **values)
