"""For whom and when a provider counts: stores, time zone and window of one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.config import get_settings
from app.kernel.database.daily_figures import daily_parameters
from app.kernel.database.figure_source import FactsOf, count_daily_figures
from app.kernel.database.scope import enter_store, enter_stores
from app.kernel.money import to_major
from app.modules.contracts.figures import FigureSheet
from app.modules.contracts.metrics import MetricsContext
from app.modules.contracts.periods import BEGINNING, Window, resolve_window
from app.modules.tenancy.infos import INSTALLATION
from app.modules.tenancy.repositories.installation_rows import InstallationRows
from app.modules.tenancy.repositories.store_directory import StoreDirectory


@dataclass(frozen=True)
class MetricScope:
    """The stores counted (one, or all of a platform), and the window in the zone of their days.

    `kept` are figures that were read already, by module; None when nobody has.
    """

    store_ids: tuple[int, ...]
    platform_id: int | None
    window: Window
    include_trends: bool
    kept: Mapping[str, Any] | None = None

    def sheet(
        self, db: Session, facts_of: FactsOf, since: datetime = BEGINNING, **given: object
    ) -> FigureSheet:
        """All figures of the facts that a function of a module gives, in one statement.

        The statement is made once a process, so the function stands at the top of its module and
        decides nothing by its arguments. `given` are parameters that its facts name.
        """
        spans = daily_parameters(self.window.spans(with_history=True), self.window.zone.key)
        values = {**spans, "store_ids": list(self.store_ids), "since": since, **given}
        figures = count_daily_figures(db, facts_of, values)
        return FigureSheet(
            self.window, figures, include_trends=self.include_trends, to_major=to_major
        )


def store_scope(db: Session, store_id: int, context: MetricsContext | None) -> MetricScope:
    """One store, days cut in its zone. Called outside the aggregator it enters the scope itself."""
    asked = context or MetricsContext()
    if asked.time_zone is not None:
        return _scope((store_id,), None, asked, asked.time_zone)
    enter_store(db, store_id)
    return _scope((store_id,), None, asked, StoreDirectory(db).time_zone_of_store(store_id))


def platform_scope(db: Session, platform_id: int, context: MetricsContext | None) -> MetricScope:
    """All stores actively linked to the platform, days cut in the platform's zone."""
    asked = context or MetricsContext()
    if asked.time_zone is not None and asked.store_ids is not None:
        return _scope(asked.store_ids, platform_id, asked, asked.time_zone)
    directory = StoreDirectory(db)
    store_ids = directory.store_ids_of_platform(platform_id)
    enter_stores(db, store_ids)
    return _scope(store_ids, platform_id, asked, directory.time_zone_of_platform(platform_id))


def installation_scope(db: Session, context: MetricsContext | None) -> MetricScope:
    """All stores of the installation, each once, days cut in the default platform's zone."""
    asked = context or MetricsContext()
    if asked.time_zone is not None and asked.store_ids is not None:
        return _scope(asked.store_ids, INSTALLATION, asked, asked.time_zone)
    rows = InstallationRows(db)
    store_ids = rows.store_ids()
    enter_stores(db, store_ids)
    zone = rows.time_zone(get_settings().default_platform)
    return _scope(store_ids, INSTALLATION, asked, zone)


def _scope(
    store_ids: tuple[int, ...], platform_id: int | None, asked: MetricsContext, zone: str
) -> MetricScope:
    window = resolve_window(asked, zone=zone, now=asked.now or utc_now())
    return MetricScope(store_ids, platform_id, window, asked.include_trends, asked.kept)
