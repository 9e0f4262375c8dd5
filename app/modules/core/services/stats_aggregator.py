"""Collects the numbers of all modules that are on, for a store or a platform."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.config import get_settings
from app.kernel.database.guarded_blocks import GuardedBlocks
from app.modules.base import ModuleDefinition
from app.modules.contracts.metrics import (
    InstallationMetricsProtocol,
    MetricsContext,
    MetricsProviderProtocol,
    MetricValue,
)
from app.modules.core.services.answer_check import fitting_answer
from app.modules.core.services.kept_prefetch import with_kept_figures
from app.modules.core.services.module_switches import ModuleSwitches, enabled_anywhere
from app.modules.core.services.provider_run import Ask, ProviderReport, ProviderRunner
from app.modules.registry import registry
from app.modules.tenancy.infos import INSTALLATION
from app.modules.tenancy.repositories.installation_rows import InstallationRows
from app.modules.tenancy.repositories.store_directory import StoreDirectory

ALL_SECONDS = 1.7
ONE_SECONDS = 1.5
MOST_SECONDS = 0.8
LEAST_SECONDS = 0.1


class StatsAggregatorService:
    """The dashboards' one way to the numbers; it knows no module by name.

    A provider that fails in whatever way gives an empty list and a warning in the log; its report
    says so, and how long it took. All providers of one call share 1.7 s, none gets more than 0.8 s,
    and each may use half of what is left, so one that hangs leaves time for the others. A provider
    that is asked alone, for its own cards, has 1.5 s.
    """

    def __init__(self) -> None:
        self._runner = ProviderRunner()

    def get_store_dashboard_stats(
        self, db: Session, store_id: int, platform_id: int, context: MetricsContext | None = None
    ) -> dict[str, list[MetricValue]]:
        """The numbers of one store by category, from the modules that are on for the platform."""
        return by_category(self.report_store(db, store_id, platform_id, context))

    def get_admin_dashboard_stats(
        self, db: Session, platform_id: int, context: MetricsContext | None = None
    ) -> dict[str, list[MetricValue]]:
        """The numbers of a platform by category: all stores actively linked to it."""
        return by_category(self.report_platform(db, platform_id, context))

    def report_store(
        self,
        db: Session,
        store_id: int,
        platform_id: int,
        context: MetricsContext | None = None,
        *,
        only: str | None = None,
    ) -> list[ProviderReport]:
        """One report per provider, in module order; `only` asks a single module."""
        zone = StoreDirectory(db).time_zone_of_store(store_id)
        asked = _filled(context, zone, (store_id,))
        asked = with_kept_figures(db, asked, platform_id=None, only=only)
        return self._run_all(
            db,
            platform_id,
            lambda provider, session: fitting_answer(
                provider.get_store_metrics(session, store_id, asked), asked
            ),
            store_ids=(store_id,),
            is_store=True,
            only=only,
        )

    def report_platform(
        self,
        db: Session,
        platform_id: int,
        context: MetricsContext | None = None,
        *,
        only: str | None = None,
    ) -> list[ProviderReport]:
        """One report per provider, in module order; `only` asks a single module."""
        directory = StoreDirectory(db)
        store_ids = directory.store_ids_of_platform(platform_id)
        asked = _filled(context, directory.time_zone_of_platform(platform_id), store_ids)
        asked = with_kept_figures(db, asked, platform_id=platform_id, only=only)
        return self._run_all(
            db,
            platform_id,
            lambda provider, session: fitting_answer(
                provider.get_platform_metrics(session, platform_id, asked), asked
            ),
            store_ids=store_ids,
            is_store=False,
            only=only,
        )

    def get_installation_dashboard_stats(
        self, db: Session, context: MetricsContext | None = None
    ) -> dict[str, list[MetricValue]]:
        """The numbers of all stores by category, each store once, in the default platform's zone.

        Asks the modules that are on for any platform; a provider that knows no installation (see
        `InstallationMetricsProtocol`) has no numbers.
        """
        return by_category(self.report_installation(db, context))

    def report_installation(
        self, db: Session, context: MetricsContext | None = None, *, only: str | None = None
    ) -> list[ProviderReport]:
        """One report per provider, in module order; `only` asks a single module."""
        rows = InstallationRows(db)
        store_ids = rows.store_ids()
        asked = _filled(context, rows.time_zone(get_settings().default_platform), store_ids)
        asked = with_kept_figures(db, asked, platform_id=INSTALLATION, only=only)

        def ask(provider: MetricsProviderProtocol, session: Session) -> object:
            if isinstance(provider, InstallationMetricsProtocol):
                return fitting_answer(provider.get_installation_metrics(session, asked), asked)
            return []

        return self._run_all(db, None, ask, store_ids=store_ids, is_store=False, only=only)

    def _get_enabled_providers(
        self, db: Session, platform_id: int | None
    ) -> list[tuple[ModuleDefinition, Callable[[], MetricsProviderProtocol]]]:
        """The modules that are on for the platform (for any, with None) and bring numbers.

        Each with its provider's function: nothing is imported yet, that may fail and is guarded.
        """
        if platform_id is None:
            enabled = enabled_anywhere(db, registry())
        else:
            enabled = ModuleSwitches(db, platform_id, registry()).enabled()
        return [(module, module.metrics_provider) for module in enabled if module.metrics_provider]

    def _run_all(
        self,
        db: Session,
        platform_id: int | None,
        ask: Ask,
        *,
        store_ids: tuple[int, ...],
        is_store: bool,
        only: str | None,
    ) -> list[ProviderReport]:
        ends_at = time.monotonic() + ALL_SECONDS
        blocks = GuardedBlocks(db, store_ids, is_store=is_store)
        reports = []
        for module, provider in self._get_enabled_providers(db, platform_id):
            if only in {None, module.code}:
                seconds = _share(ends_at - time.monotonic(), is_alone=only is not None)
                reports.append(self._runner.run(blocks, module.code, provider, ask, seconds))
        blocks.finish()
        return reports


def by_category(reports: Iterable[ProviderReport]) -> dict[str, list[MetricValue]]:
    """The values of all reports, those of one category together; failed ones are empty lists."""
    merged: dict[str, list[MetricValue]] = {}
    for report in reports:
        merged.setdefault(report.category, []).extend(report.values)
    return merged


def _share(left: float, *, is_alone: bool) -> float:
    """The seconds that one provider may use of those left for all."""
    share = min(ONE_SECONDS, left) if is_alone else min(MOST_SECONDS, left / 2)
    return max(LEAST_SECONDS, share)


def _filled(
    context: MetricsContext | None, zone: str, store_ids: tuple[int, ...]
) -> MetricsContext:
    asked = context or MetricsContext()
    return replace(
        asked, time_zone=asked.time_zone or zone, store_ids=store_ids, now=asked.now or utc_now()
    )


stats_aggregator = StatsAggregatorService()
