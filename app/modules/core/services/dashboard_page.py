"""The dashboards of store teams and operators: a frame, and parts that arrive by themselves.

The frame names one section per module that is on; each section, the main chart, the to-dos and
the panels are fetched on their own, so that a slow module delays only itself. Without script the
frame leads to the same page with everything in it (`all=1`).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from sqlalchemy.orm import Session
from starlette.requests import Request

from app.kernel.clock import utc_now
from app.kernel.i18n import formats
from app.kernel.templating import locale_of, templating_of, text
from app.modules.base import ModuleDefinition
from app.modules.contracts.widgets import TablePanel, TodoItem
from app.modules.core.services.cards import Card, CardWriter
from app.modules.core.services.dashboard_board import DashboardBoard
from app.modules.core.services.list_table import Head, Row, TableWriter
from app.modules.core.services.metric_series import MOST_POINTS, MetricSeries
from app.modules.core.services.module_switches import ModuleSwitches
from app.modules.core.services.module_words import module_name
from app.modules.core.services.period_choice import PeriodChoice
from app.modules.core.services.provider_run import ProviderReport
from app.modules.core.services.series_words import SeriesWriter
from app.modules.core.services.stats_aggregator import stats_aggregator
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.services.user_context import UserContext

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Section:
    """The place of one module's cards: `places` is how many to keep room for.

    Without any it has no place of its own, and only brings cards of the strip on top.
    """

    module: str
    title: str
    href: str
    places: int


@dataclass(frozen=True)
class ModuleCards:
    """The cards of one module: those of its section, and those of the strip on top."""

    section: list[Card]
    pinned: list[Card]


@dataclass(frozen=True)
class Panel:
    """A short table of a module, formatted."""

    code: str
    title: str
    href: str
    columns: list[Head]
    rows: list[Row]


class DashboardPage:
    """One person's dashboard for one period; its name, and two parts that others draw otherwise."""

    name = "core-dashboard"
    todos_part = "core/_todos.html"
    panels_part = "core/_panels.html"

    def __init__(self, request: Request, db: Session, choice: PeriodChoice) -> None:
        user: UserContext = request.state.user
        self._request = request
        self._db = db
        self._choice = choice
        self._user = user
        self._platform_id = user.platform_id
        self.prefix = f"{request.state.path_prefix}/{user.audience}/dashboard"
        self.locale = locale_of(request)
        self._catalog = templating_of(request).catalog
        self.writer = CardWriter(
            self._catalog, self.locale, user, choice, request.state.path_prefix
        )

    @property
    def query(self) -> str:
        """The period as an address has it."""
        return urlencode(self._choice.address)

    @property
    def address(self) -> str:
        """The dashboard in this period."""
        return f"{self.prefix}?{self.query}"

    @cached_property
    def layout(self) -> DashboardBoard:
        """Which cards there are and where they stand."""
        return DashboardBoard(self._db, self._user, self.enabled())

    @property
    def sources_address(self) -> str:
        """Where it is said how many sources did not answer."""
        return f"{self.prefix}/sources?{self.query}"

    def sections(self) -> list[Section]:
        """One per module that is on and has a card to show, in the person's order."""
        asked = [module for module in self.layout.board.sections if self.layout.is_asked(module)]
        return [self._section(module) for module in asked]

    def pinned(self) -> list[tuple[str, str]]:
        """Key and name of the cards on top, whose numbers come with those of their modules."""
        described = self.layout.described
        return [(key, self.writer.name(described[key])) for key in self.layout.pinned()]

    def reports(self, only: str | None = None) -> list[ProviderReport]:
        """What the providers answer for this page; `only` asks one module."""
        context = self._choice.context
        if self._user.token_store_id is None:
            return stats_aggregator.report_platform(self._db, self._platform_id, context, only=only)
        return stats_aggregator.report_store(
            self._db, self._user.token_store_id, self._platform_id, context, only=only
        )

    def cards_of(self, module: str, reports: Sequence[ProviderReport]) -> ModuleCards:
        """The cards of one module, where the person wants them.

        Each one that room was kept for is there, with or without a number, so nothing moves.
        """
        retry = f"{self.prefix}/cards/{module}?{self.query}"
        found = {
            card.key: card
            for report in reports
            if report.module == module
            for card in self.writer.cards(report, retry)
        }
        described = self.layout.described

        def placed(keys: list[str]) -> list[Card]:
            return [found.get(key) or self.writer.without_value(described[key]) for key in keys]

        others = [card for key, card in found.items() if key not in described]
        section = placed(self.layout.cards_of(module)) + others
        return ModuleCards(section, placed(self.layout.pinned_of(module)))

    def headline_module(self) -> str | None:
        """The module of the main chart's number; None when there is none, or it is hidden."""
        if not self.layout.has_headline:
            return None
        return next(
            module
            for module, keys in self.layout.board.known.items()
            if self.layout.headline in keys
        )

    def headline(self, reports: Sequence[ProviderReport]) -> dict[str, Any] | None:
        """The context of the main chart, its place kept when it has no number; None without one."""
        module = self.headline_module()
        report = next((report for report in reports if report.module == module), None)
        if report is None:
            return None
        description = self.layout.described[self.layout.headline or ""]
        cards = self.writer.cards(report, f"{self.prefix}/headline?{self.query}")
        found = [card for card in cards if card.key == description.key]
        card = found[0] if found else self.writer.without_value(description)
        values = [value for value in report.values if value.key == description.key]
        if report.did_not_answer or not values:
            return {"card": card, "drawn": None}
        series = MetricSeries.of(values[0], description.kind, self._choice, None, most=MOST_POINTS)
        words = SeriesWriter(self._catalog, self.locale, self._choice, self.writer)
        return {"card": card, "drawn": words.drawn(values[0], series), "currency": values[0].unit}

    def todos(self) -> list[dict[str, Any]]:
        """What waits, from all modules that are on; a module that fails is left out."""
        items: list[TodoItem] = []
        for module in self.enabled():
            items.extend(self._asked(module, "get_todos"))
        mine = [item for item in items if self._user.may(item.permission)]
        return [self._todo(item) for item in sorted(mine, key=lambda item: not item.is_urgent)]

    def panels(self) -> list[Panel]:
        """The short tables of all modules that are on; a module that fails is left out."""
        panels: list[TablePanel] = []
        for module in self.enabled():
            panels.extend(self._asked(module, "get_panels"))
        mine = [panel for panel in panels if self._user.may(panel.permission)]
        return [self._panel(panel) for panel in sorted(mine, key=lambda panel: panel.order)]

    def panels_context(self) -> dict[str, Any]:
        """What the part below the cards needs."""
        return {"panels": self.panels()}

    def period_bar(self) -> dict[str, Any]:
        """What the period bar needs."""
        choice = self._choice
        return {
            "period": choice.period,
            "text": choice.text(self.locale) or text(self._request, "ui-period-all"),
            "compare": choice.compare,
            "basis": choice.basis,
            "compare_text": choice.compared_text(self.locale),
            "date_from": choice.date_from,
            "date_to": choice.date_to,
            "zone_text": text(self._request, "ui-times-in-zone", zone=choice.window.zone.key),
        }

    def frame(self) -> dict[str, Any]:
        """The parts of the page that need no number."""
        return {
            "action": self.prefix,
            "chosen_period": self.period_bar(),
            "last_month": self._choice.last_month(),
            "kept": self._choice.basis_address,
            "sections": self.sections(),
            "parts_query": self.query,
            "pinned": self.pinned(),
            "todos_part": self.todos_part,
            "panels_part": self.panels_part,
            "sources_href": self.sources_address,
            "headline_href": f"{self.prefix}/headline?{self.query}"
            if self.layout.has_headline
            else None,
            "headline_module": self.headline_module(),
            "customise_href": f"{self.prefix}/customise?{self.query}",
            "live": {"events": f"{self.prefix}/events", "since": f"{utc_now().timestamp():.3f}"},
        }

    def greeting(self) -> str:
        """Good morning, day or evening, by the hour of the place."""
        hour = utc_now().astimezone(self._choice.window.zone).hour
        part = "morning" if hour < 12 else "day" if hour < 18 else "evening"  # noqa: PLR2004 - hours of the day
        first_name = self._user.name.split()[0] if self._user.name else ""
        return text(self._request, f"core-good-{part}", name=first_name)

    def place_and_time(self) -> str:
        """Today's date and the zone that days are cut in."""
        zone = self._choice.window.zone
        today = formats.weekday_date(utc_now().astimezone(zone).date(), self.locale)
        return text(self._request, "core-today", date=today, zone=zone.key)

    def enabled(self) -> list[ModuleDefinition]:
        """The modules that are on for the platform in view."""
        return ModuleSwitches(self._db, self._platform_id).enabled()

    def _section(self, module: str) -> Section:
        href = f"{self.prefix}/cards/{module}?{self.query}"
        places = len(self.layout.cards_of(module))
        is_described = bool(self.layout.board.known[module])
        return Section(module, self.module_name(module), href, places or int(not is_described))

    def module_name(self, module: str) -> str:
        """The module's name in the person's language."""
        return module_name(self._catalog, self.locale, module)

    def _asked(self, module: ModuleDefinition, method: str) -> list[Any]:
        if module.widget_provider is None:
            return []
        try:
            with self._db.begin_nested():
                found = getattr(module.widget_provider(), method)(self._db, self._store_ids())
        except Exception:
            log.warning("widgets.provider_failed", exc_info=True, extra={"code": module.code})
            return []
        return list(found)

    def _store_ids(self) -> tuple[int, ...]:
        if self._user.token_store_id is not None:
            return (self._user.token_store_id,)
        return StoreDirectory(self._db).store_ids_of_platform(self._platform_id)

    def _todo(self, item: TodoItem) -> dict[str, Any]:
        count = formats.number(item.count, self.locale)
        words = text(self._request, item.text, count=item.count)
        return {
            "count": count,
            "text": words.removeprefix(count).strip(),
            "href": self._list_href(item.listing, item.view),
            "is_urgent": item.is_urgent,
        }

    def _panel(self, panel: TablePanel) -> Panel:
        table = TableWriter(self._catalog, self.locale, self._choice.window.zone.key)
        columns = tuple(panel.columns)
        heads = [
            Head(
                c.name,
                table.label(c),
                "number" if c.kind in {"money", "number"} else str(c.kind),
                None,
                None,
            )
            for c in columns
        ]
        return Panel(
            code=panel.code,
            title=text(self._request, panel.text),
            href=self._list_href(panel.listing, panel.view),
            columns=heads,
            rows=[table.row(columns, dict(row)) for row in panel.rows],
        )

    def _list_href(self, listing: str, view: str) -> str:
        return f"{self.writer.lists_at}/{listing}?view={view}"
