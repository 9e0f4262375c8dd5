"""All texts of the running application, read from the Fluent files of kernel and modules."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from threading import Lock

import structlog
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern
from fluent.syntax import ast

from app.kernel.i18n.languages import FALLBACKS, SUPPORTED_LOCALES, babel_locale

KERNEL_LOCALE_FOLDERS: tuple[Path, ...] = (
    Path(__file__).parent / "locales",
    Path(__file__).parent.parent / "locales",
)

_log = structlog.get_logger(__name__)


class MissingText(LookupError):
    """No language of the chain has the text that was asked for."""


class BrokenText(ValueError):
    """A text cannot be read, is defined twice, or asks for an argument that was not given."""


@dataclass(frozen=True, slots=True)
class _Entry:
    bundle: FluentBundle
    pattern: Pattern


class Catalog:
    """Texts of every registered folder, each of which holds en.ftl, fr.ftl, de.ftl and lb.ftl.

    A language is read when it is first asked for, since starting should not wait for four of them,
    and never changed afterwards. `strict` is for development and tests: a missing text raises
    there, and shows its id in production.
    """

    def __init__(self, folders: Iterable[Path], *, strict: bool = False) -> None:
        self._strict = strict
        self._complained: set[tuple[str, str]] = set()
        self._folders = [folder for folder in folders if folder.is_dir()]
        self._own: dict[str, dict[str, _Entry | str]] = {}
        self._merged: dict[str, dict[str, _Entry | str]] = {}
        self._reading = Lock()

    def text(self, locale: str, text_id: str, /, **args: object) -> str:
        """The text in the language or the next one of its chain: "orders-title", "x.definition".

        Numbers among the arguments are written as the language writes them and choose plural
        forms; a number that is a name (a year, an order number) is passed as a string. Strict:
        raises MissingText for an unknown id and BrokenText for a missing argument.
        """
        entry = self._entries(locale).get(text_id)
        if entry is None:
            return self._missing(locale, text_id)
        if isinstance(entry, str):
            return entry
        plain = {name: _plain(value) for name, value in args.items()}
        result, problems = entry.bundle.format_pattern(entry.pattern, plain)
        if problems:
            self._complain("text_broken", locale, text_id)
            if self._strict:
                raise BrokenText(f"{text_id} ({locale}): {problems}")
        return str(result)

    def has(self, text_id: str) -> bool:
        """Whether any language knows the text."""
        return any(text_id in self._texts_of(locale) for locale in SUPPORTED_LOCALES)

    def gaps(self) -> dict[str, list[str]]:
        """Per language the ids that another language has and it has not; empty when complete."""
        ids = {locale: frozenset(self._texts_of(locale)) for locale in SUPPORTED_LOCALES}
        everything = frozenset[str]().union(*ids.values())
        missing = {locale: sorted(everything - known) for locale, known in ids.items()}
        return {locale: absent for locale, absent in missing.items() if absent}

    def _entries(self, locale: str) -> dict[str, _Entry | str]:
        """The texts of the language, those that it lacks in the next one of its chain."""
        known = self._merged.get(locale)
        if known is None:
            known = {}
            for language in reversed(FALLBACKS[locale]):
                known |= self._texts_of(language)
            self._merged[locale] = known
        return known

    def _texts_of(self, locale: str) -> dict[str, _Entry | str]:
        with self._reading:
            if locale not in self._own:
                self._own[locale] = self._read(locale)
            return self._own[locale]

    def _read(self, locale: str) -> dict[str, _Entry | str]:
        # Isolation marks would get into attributes, CSV files and page titles; all four are
        # left-to-right languages.
        bundle = FluentBundle([str(babel_locale(locale))], use_isolating=False)
        message_ids: dict[str, Path] = {}
        for folder in self._folders:
            file = folder / f"{locale}.ftl"
            if file.is_file():
                bundle.add_resource(_parse(file, message_ids))
        entries: dict[str, _Entry | str] = {}
        for message_id, file in message_ids.items():
            if bundle.has_message(message_id):
                entries |= _entries_of(bundle, message_id, file)
        return entries

    def _missing(self, locale: str, text_id: str) -> str:
        if self._strict:
            raise MissingText(f"{text_id} ({locale})")
        self._complain("text_missing", locale, text_id)
        return text_id

    def _complain(self, event: str, locale: str, text_id: str) -> None:
        """Say it once: a missing heading would otherwise fill the log with every page view."""
        if (locale, text_id) not in self._complained:
            self._complained.add((locale, text_id))
            _log.warning(event, locale=locale, text_id=text_id)


@lru_cache(maxsize=256)
def _parsed(file: Path, _changed_at: int) -> ast.Resource:
    """Parsing is nearly all of the cost of a catalog, and tests build many applications."""
    return FluentResource(file.read_text(encoding="utf-8"))


def _parse(file: Path, seen: dict[str, Path]) -> ast.Resource:
    resource = _parsed(file, file.stat().st_mtime_ns)
    for item in resource.body:
        if isinstance(item, ast.Junk):
            raise BrokenText(f"{file}: cannot be read: {(item.content or '').strip()[:80]!r}")
        if isinstance(item, ast.Message | ast.Term):
            name = f"-{item.id.name}" if isinstance(item, ast.Term) else item.id.name
            if name in seen:
                raise BrokenText(f"{name} is defined twice, in {seen[name]} and {file}")
            seen[name] = file
    return resource


def _entries_of(bundle: FluentBundle, message_id: str, file: Path) -> dict[str, _Entry | str]:
    """A message and its attributes; a text without arguments is kept as the finished string."""
    message = bundle.get_message(message_id)
    patterns = {f"{message_id}.{name}": value for name, value in message.attributes.items()}
    if message.value is not None:
        patterns[message_id] = message.value
    if not patterns:
        raise BrokenText(f"{file}: {message_id} is empty")
    return {
        text_id: str(pattern) if isinstance(pattern, str) else _Entry(bundle, pattern)
        for text_id, pattern in patterns.items()
    }


def _plain(value: object) -> object:
    """Decimals as int or float: fluent.runtime 0.4 chooses no plural form for a Decimal."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
