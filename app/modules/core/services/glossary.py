"""The glossary: what every number means that a person may see, in the person's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from re import Match

from app.kernel.i18n.catalog import Catalog
from app.modules.base import ModuleDefinition
from app.modules.contracts.listings import Listing
from app.modules.contracts.metric_description import MetricDescription
from app.modules.contracts.metric_rules import FORMULA_PART
from app.modules.core.services.module_words import module_name
from app.modules.registry import registry
from app.modules.tenancy.services.user_context import UserContext


@dataclass(frozen=True)
class Entry:
    """One metric in words; `href` leads to the list behind it."""

    description: MetricDescription
    label: str
    definition: str
    formula: str
    unit: str
    kind: str
    combination: str
    counts_at: str
    currencies: str
    direction: str
    href: str | None

    def has(self, sought: str) -> bool:
        """Whether key, label, definition or formula contain the text, in whatever case."""
        texts = (self.description.key, self.label, self.definition, self.formula)
        return any(sought.casefold() in text.casefold() for text in texts)


@dataclass(frozen=True)
class Chapter:
    """The metrics of one module."""

    module: str
    title: str
    entries: list[Entry]


class Glossary:
    """Writes entries for one person: his language, his rights, the modules that are on."""

    def __init__(
        self,
        catalog: Catalog,
        locale: str,
        user: UserContext,
        enabled: Sequence[ModuleDefinition],
        prefix: str = "",
    ) -> None:
        self._catalog = catalog
        self._locale = locale
        self._user = user
        self._enabled = enabled
        self._prefix = prefix
        codes = {module.code for module in enabled}
        self._descriptions = {
            key: description
            for key, description in registry().descriptions().items()
            if description.category in codes
        }
        listings = registry().listings()
        self._listings = {c: found for c, found in listings.items() if found.module in codes}

    def chapters(self, sought: str = "") -> list[Chapter]:
        """One chapter per module with anything to show, in the order of the dashboard."""
        ordered = sorted(self._enabled, key=lambda module: (module.dashboard_order, module.code))
        chapters = [
            Chapter(module.code, self._module_name(module), self._entries(module, sought))
            for module in ordered
        ]
        return [chapter for chapter in chapters if chapter.entries]

    def _entries(self, module: ModuleDefinition, sought: str) -> list[Entry]:
        entries = [
            self._entry(description)
            for description in self._descriptions.values()
            if description.category == module.code and self._is_shown(description)
        ]
        return [entry for entry in entries if entry.has(sought)]

    def _is_shown(self, description: MetricDescription) -> bool:
        is_meant = self._user.audience in description.audiences
        return is_meant and self._user.may(description.permission)

    def _entry(self, description: MetricDescription) -> Entry:
        more = {True: "good", False: "bad", None: "neither"}[description.up_is_good]
        return Entry(
            description=description,
            label=self._label(description),
            definition=self._text(f"{description.text_id}.definition", description.definition),
            formula=self._formula(description),
            unit=self._named("unit", description.unit.name.lower()),
            kind=self._named("kind", description.kind),
            combination=self._named("combination", description.combination),
            counts_at=self._named("time", description.counts_at),
            currencies=self._named("currency", description.currency_policy),
            direction=self._named("more", more),
            href=self._href(description),
        )

    def _label(self, description: MetricDescription) -> str:
        return self._text(description.text_id, description.label)

    def _formula(self, description: MetricDescription) -> str:
        """The formula with names for keys and lists, or its own text where it has one."""
        formula = self._text(f"{description.text_id}.formula", description.formula)
        return FORMULA_PART.sub(self._part, formula).replace(" * ", " × ").replace(" - ", " − ")

    def _part(self, part: Match[str]) -> str:
        described = self._descriptions.get(part["key"] or "")
        if described is not None:
            return self._label(described)
        listing = self._listings.get(part["listing"] or "")
        name = None if listing is None else self._list_name(listing, part["view"])
        if listing is None or name is None:
            return part[0]
        if part["function"] == "count":
            return self._catalog.text(self._locale, "core-formula-count", list=name)
        columns = [column for column in listing.columns if column.name == part["column"]]
        if not columns:
            return part[0]
        column = self._catalog.text(self._locale, columns[0].text)
        return self._catalog.text(self._locale, "core-formula-sum", column=column, list=name)

    def _list_name(self, listing: Listing, code: str) -> str | None:
        found = [view for view in listing.views if view.code == code]
        if not found:
            return None
        title = self._catalog.text(self._locale, listing.text)
        return f"{title} › {self._catalog.text(self._locale, found[0].text)}"

    def _href(self, description: MetricDescription) -> str | None:
        link = description.link
        listing = None if link is None else self._listings.get(link.listing)
        if link is None or listing is None or self._user.audience not in listing.audiences:
            return None
        if not self._user.may(listing.permission):
            return None
        return f"{self._prefix}/{self._user.audience}/{link.listing}?view={link.view}"

    def _named(self, what: str, value: StrEnum | str) -> str:
        return self._catalog.text(self._locale, f"core-term-{what}-{value.replace('_', '-')}")

    def _module_name(self, module: ModuleDefinition) -> str:
        return module_name(self._catalog, self._locale, module.code)

    def _text(self, text_id: str, otherwise: str) -> str:

        return (
            self._catalog.text(self._locale, text_id) if self._catalog.has(text_id) else otherwise
        )
