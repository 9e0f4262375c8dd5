"""The dashboards of store teams and operators: a frame, and parts that arrive by themselves.

The frame names one section per module that is on; each section, the main chart, the to-dos and
the panels are fetched on their own, so that a slow module delays only itself. Without script the
frame leads to the same page with everything in it (`all=1`).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy.orm import Session
from starlette.requests import Request

from app.kernel import charts
from app.kernel.clock import utc_now
from app.kernel.i18n import formats
from app.kernel.templating import locale_of, templating_of, text
from app.modules.base import ModuleDefinition
from app.modules.contracts.metrics import MetricValue
from app.modules.contracts.widgets import TablePanel, TodoItem
from app.modules.core.services.cards import Card, CardWriter, amount_format
from app.modules.core.services.list_table import Head, Row, TableWriter
from app.modules.core.services.module_switches import ModuleSwitches
from app.modules.core.services.period_choice import PeriodChoice
from app.modules.core.services.provider_run import ProviderReport
from app.modules.core.services.stats_aggregator import stats_aggregator
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.services.user_context import UserContext

log = logging.getLogger(__name__)
DAYS_PER_POINT = ((120, 1), (800, 7))


@dataclass(frozen=True)
class Section:
    """The place of one module's cards; `places` says how many to expect."""

    module: str
    title: str
    href: str
    places: int


@dataclass(frozen=True)
class Panel:
    """A short table of a module, formatted."""

    code: str
    title: str
    href: str
    columns: list[Head]
    rows: list[Row]


class DashboardPage:
    """One person's dashboard for one period."""

    def __init__(self, request: Request, db: Session, choice: PeriodChoice) -> None:
        user: UserContext = request.state.user
        self._request = request
        self._db = db
        self._choice = choice
        self._user = user
        self._platform_id = user.platform_id
        self._prefix = f"{request.state.path_prefix}/{user.audience}/dashboard"
        self.locale = locale_of(request)
        self._catalog = templating_of(request).catalog
        self.writer = CardWriter(
            self._catalog, self.locale, user, choice, request.state.path_prefix
        )

    @property
    def query(self) -> str:
        """The period as an address has it."""
        return urlencode(self._choice.address)

    def sections(self) -> list[Section]:
        """One per module that is on and brings numbers, in dashboard order."""
        modules = [module for module in self._enabled() if module.metrics_provider is not None]
        return [self._section(module) for module in sorted(modules, key=_dashboard_order)]

    def reports(self, only: str | None = None) -> list[ProviderReport]:
        """What the providers answer for this page; `only` asks one module."""
        context = self._choice.context
        if self._user.token_store_id is None:
            return stats_aggregator.report_platform(self._db, self._platform_id, context, only=only)
        return stats_aggregator.report_store(
            self._db, self._user.token_store_id, self._platform_id, context, only=only
        )

    def cards_of(self, module: str, reports: Sequence[ProviderReport]) -> list[Card]:
        """The cards of one module."""
        retry = f"{self._prefix}/cards/{module}?{self.query}"
        return [
            card
            for report in reports
            if report.module == module
            for card in self.writer.cards(report, retry)
            if report.has_failed or not self._is_in_the_chart(card)
        ]

    def _is_in_the_chart(self, card: Card) -> bool:
        """The main chart shows one currency; where there are more, the card shows them all."""
        return self.writer.is_headline(card.key) and len(card.value_text) == 1

    def has_headline(self) -> bool:
        """Whether any module that is on has a number for the main chart."""
        return self.headline_module() is not None

    def headline_module(self) -> str | None:
        """The module whose number the main chart shows; None when no module has one."""
        for module in self._enabled():
            described = module.metric_descriptions() if module.metric_descriptions else ()
            if any(d.is_headline and self._user.may(d.permission) for d in described):
                return module.code
        return None

    def headline(self, reports: Sequence[ProviderReport]) -> dict[str, Any] | None:
        """The context of the main chart, or None when there is nothing to draw."""
        values = self.writer.headline([v for report in reports for v in report.values])
        return self._chart_context(values) if values else None

    def todos(self) -> list[dict[str, Any]]:
        """What waits, from all modules that are on; a module that fails is left out."""
        items: list[TodoItem] = []
        for module in self._enabled():
            items.extend(self._asked(module, "get_todos"))
        mine = [item for item in items if self._user.may(item.permission)]
        return [self._todo(item) for item in sorted(mine, key=lambda item: not item.is_urgent)]

    def panels(self) -> list[Panel]:
        """The short tables of all modules that are on; a module that fails is left out."""
        panels: list[TablePanel] = []
        for module in self._enabled():
            panels.extend(self._asked(module, "get_panels"))
        mine = [panel for panel in panels if self._user.may(panel.permission)]
        return [self._panel(panel) for panel in sorted(mine, key=lambda panel: panel.order)]

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
            "action": self._prefix,
            "chosen_period": self.period_bar(),
            "last_month": self._choice.last_month(),
            "kept": self._choice.basis_address,
            "sections": self.sections(),
            "parts_query": self.query,
            "headline_href": f"{self._prefix}/headline?{self.query}"
            if self.has_headline()
            else None,
            "headline_module": self.headline_module(),
            "live": {"events": f"{self._prefix}/events", "since": f"{utc_now().timestamp():.3f}"},
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

    def _enabled(self) -> list[ModuleDefinition]:
        return ModuleSwitches(self._db, self._platform_id).enabled()

    def _section(self, module: ModuleDefinition) -> Section:
        text_id = f"{module.code}-module-name"
        title = (
            self._catalog.text(self.locale, text_id) if self._catalog.has(text_id) else module.name
        )
        described = module.metric_descriptions() if module.metric_descriptions else ()
        is_one_store = self._user.token_store_id is not None
        places = self.writer.places(described, is_one_store=is_one_store)
        href = f"{self._prefix}/cards/{module.code}?{self.query}"
        return Section(module.code, title, href, places or 1)

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
        return f"{self._request.state.path_prefix}/{self._user.audience}/{listing}?view={view}"

    def _chart_context(self, values: Sequence[MetricValue]) -> dict[str, Any]:
        first = values[0]
        write = amount_format(self.writer, first)
        labels, series, compared = _points(first, self._choice, self.locale)
        chart = charts.line_chart(
            series,
            labels,
            compare=compared,
            format_value=write,
            format_tick=lambda number: formats.compact(round(number), self.locale),
        )
        (card,) = self.writer.cards(ProviderReport("", first.category, "ok", [first], 0), "")
        if len(values) > 1:
            card = replace(card, label=f"{card.label}, {first.unit}")
        return {
            "card": card,
            "chart": chart,
            "now_label": self._choice.text(self.locale) or text(self._request, "ui-period-all"),
            "compare_label": self._choice.compared_text(self.locale),
        }


def _dashboard_order(module: ModuleDefinition) -> tuple[int, str]:
    return module.dashboard_order, module.code


def _points(
    value: MetricValue, choice: PeriodChoice, locale: str
) -> tuple[list[str], list[float | None], list[float | None]]:
    """Labels and points of the chart: days, or weeks when there are more than 120 days."""
    series = list(value.series or ())
    first = value.series_from or choice.window.start.astimezone(choice.window.zone).date()
    days = [first + timedelta(days=offset) for offset in range(len(series))]
    compared = list(value.previous_series or ())
    size = next((size for most, size in DAYS_PER_POINT if len(days) <= most), 28)
    labels = [formats.date(day, locale) for day in days[::size]]
    return labels, _summed(series, size, len(labels)), _summed(compared, size, len(labels))


def _summed(series: list[float | None], size: int, length: int) -> list[float | None]:
    if not series:
        return []
    sums: list[float | None] = [
        sum(point or 0 for point in series[start : start + size])
        for start in range(0, len(series), size)
    ]
    return (sums + [None] * length)[:length]
