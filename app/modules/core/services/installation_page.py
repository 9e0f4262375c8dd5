"""The dashboard of everything: all platforms and stores, each store counted once."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request

from app.kernel.clock import utc_now
from app.kernel.config import get_settings
from app.kernel.database.scope import enter_stores
from app.kernel.i18n import formats
from app.kernel.templating import text
from app.modules.base import ModuleDefinition
from app.modules.contracts.metric_description import MetricDescription, MetricKind, MetricUnit
from app.modules.core.services.cards import Card
from app.modules.core.services.dashboard_page import DashboardPage
from app.modules.core.services.list_table import Cell, Head, Row
from app.modules.core.services.module_switches import enabled_anywhere
from app.modules.core.services.period_choice import PeriodChoice
from app.modules.core.services.provider_run import ProviderReport
from app.modules.core.services.stats_aggregator import stats_aggregator
from app.modules.tenancy.infos import PlatformInfo
from app.modules.tenancy.repositories.installation_rows import (
    InstallationRows,
    PlatformOverview,
    StoreOverview,
)

SETTLED_AFTER = timedelta(days=1)
MOST_STORES = 6
# All platforms together; one that hangs leaves the rows after it without numbers.
PLATFORMS_SECONDS = 1.5


@dataclass(frozen=True)
class PlatformLine:
    """A platform in the table: its stores, and a card for each metric shown, None without one."""

    platform: PlatformInfo
    stores: int
    is_current: bool
    cards: list[Card | None]


@dataclass(frozen=True)
class StoreTable:
    """A short table of stores, formatted."""

    code: str
    title: str
    columns: list[Head]
    rows: list[Row]


class InstallationPage(DashboardPage):
    """The dashboard of those who operate all platforms, arranged like their dashboards of each."""

    name = "core-all-platforms"
    panels_part = "core/_installation.html"

    def __init__(self, request: Request, db: Session, choice: PeriodChoice) -> None:
        super().__init__(request, db, choice)
        self._dashboard = self.prefix
        self.prefix = f"{request.state.path_prefix}/admin/installation"
        self._rows = InstallationRows(db)
        self.writer.lists_at = f"{self.prefix}/lists"
        self.writer.metrics_at = f"{self.prefix}/metric"

    def enabled(self) -> list[ModuleDefinition]:
        """The modules that are on for any platform."""
        return enabled_anywhere(self._db)

    def reports(self, only: str | None = None) -> list[ProviderReport]:
        """What the providers answer for all stores; `only` asks one module."""
        return stats_aggregator.report_installation(self._db, self._choice.context, only=only)

    def frame(self) -> dict[str, Any]:
        """The parts of the page that need no number; the layout is that of the dashboards."""
        return super().frame() | {"customise_href": f"{self._dashboard}/customise?{self.query}"}

    def greeting(self) -> str:
        """The name of the page."""
        return text(self._request, self.name)

    def place_and_time(self) -> str:
        """Whose zone days are cut in: that of the default platform, by name."""
        platform = self._rows.default_platform(get_settings().default_platform)
        today = formats.weekday_date(
            utc_now().astimezone(self._choice.window.zone).date(), self.locale
        )
        return text(
            self._request,
            "core-installation-note",
            date=today,
            zone=self._choice.window.zone.key,
            platform=platform.name if platform else "–",
        )

    def todos(self) -> list[dict[str, Any]]:
        """The health of the whole: what waits in all stores, and how many stores lack something."""
        enter_stores(self._db, self._store_ids())
        waiting = super().todos()
        in_need = self._rows.count_in_need(self._settled())
        if in_need:
            words = text(self._request, "core-stores-in-need", count=in_need)
            count = formats.number(in_need, self.locale)
            item = {
                "count": count,
                "text": words.removeprefix(count).strip(),
                "href": f"{self.prefix}?{self.query}#stores-in-need",
                "is_urgent": False,
            }
            waiting.append(item)
        return waiting

    def panels_context(self) -> dict[str, Any]:
        """The platforms side by side, and the stores that need somebody or came last."""
        described = self._compared_metrics()
        return {
            "metrics": [self.writer.name(metric) for metric in described],
            "platforms": [self._line(line, described, end) for line, end in self._timed()],
            "tables": [self._stores_in_need(), self._newest_stores()],
        }

    def _timed(self) -> list[tuple[PlatformOverview, float]]:
        ends_at = time.monotonic() + PLATFORMS_SECONDS
        return [(line, ends_at) for line in self._rows.platforms()]

    def _compared_metrics(self) -> list[MetricDescription]:
        """The main chart's metric, and the first count of events of the same module."""
        headline = self.layout.described.get(self.layout.headline or "")
        if headline is None:
            return []
        counts = (
            metric
            for metric in self.layout.described.values()
            if metric.category == headline.category
            and metric.kind is MetricKind.FLOW
            and metric.unit is MetricUnit.COUNT
        )
        return [*([found] if (found := next(counts, None)) else []), headline]

    def _line(
        self, line: PlatformOverview, described: Sequence[MetricDescription], ends_at: float
    ) -> PlatformLine:
        cards: dict[str, Card] = {}
        if described and time.monotonic() < ends_at:
            reports = stats_aggregator.report_platform(
                self._db,
                line.platform.id,
                self._choice.context,
                only=self.headline_of(described[-1]),
            )
            cards = {card.key: card for report in reports for card in self.writer.cards(report, "")}
        return PlatformLine(
            line.platform,
            line.stores,
            line.platform.id == self._user.token_platform_id,
            [cards.get(metric.key) for metric in described],
        )

    def headline_of(self, metric: MetricDescription) -> str | None:
        """The module that describes the metric, also when the person hid its chart."""
        known = self.layout.board.known
        return next((module for module, keys in known.items() if metric.key in keys), None)

    def _store_ids(self) -> tuple[int, ...]:
        return self._rows.store_ids()

    def _settled(self) -> datetime:
        return utc_now() - SETTLED_AFTER

    def _stores_in_need(self) -> StoreTable:
        stores = self._rows.stores_in_need(self._settled(), MOST_STORES)
        rows = [Row([*self._about(store), Cell(self._reasons(store))]) for store in stores]
        return self._table("stores-in-need", "core-column-reasons", rows)

    def _newest_stores(self) -> StoreTable:
        stores = self._rows.newest_stores(MOST_STORES)
        zone = self._choice.window.zone
        rows = [
            Row([*self._about(s), Cell(formats.date(s.created_at.astimezone(zone), self.locale))])
            for s in stores
        ]
        return self._table("newest-stores", "core-column-since", rows)

    def _about(self, store: StoreOverview) -> list[Cell]:
        return [Cell(store.name), Cell(store.merchant), Cell(", ".join(store.platforms))]

    def _reasons(self, store: StoreOverview) -> str:
        return ", ".join(text(self._request, f"core-need-{code}") for code in store.reasons)

    def _table(self, code: str, last: str, rows: list[Row]) -> StoreTable:
        names = ("core-column-store", "core-column-merchant", "core-platforms", last)
        columns = [Head(name, text(self._request, name), "wrap", None, None) for name in names]
        return StoreTable(code, text(self._request, f"core-{code}-title"), columns, rows)
