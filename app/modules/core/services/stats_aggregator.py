"""Collects the numbers of all modules that are on, for a store or a platform."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from psycopg import DatabaseError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.config import get_settings
from app.kernel.database.guarded import DeadlinePassed
from app.modules.base import ModuleDefinition
from app.modules.contracts.metrics import (
    MetricsContext,
    MetricsProviderProtocol,
    MetricValue,
)
from app.modules.core.services.answer_memory import AnswerMemory
from app.modules.core.services.background_writer import BackgroundWriter
from app.modules.core.services.circuit_breaker import CircuitBreaker
from app.modules.core.services.last_answers import LastAnswer, LastAnswers, Scope
from app.modules.core.services.module_switches import ModuleSwitches, enabled_anywhere
from app.modules.core.services.provider_round import ProviderRound
from app.modules.core.services.provider_run import (
    FindProvider,
    ProviderReport,
    ProviderRunner,
)
from app.modules.core.services.run_record import RunRecord
from app.modules.registry import registry
from app.modules.tenancy.repositories.installation_rows import InstallationRows
from app.modules.tenancy.repositories.store_directory import StoreDirectory

log = logging.getLogger(__name__)
ALL_SECONDS = 1.7
ONE_SECONDS = 1.5
MOST_SECONDS = 0.8
LEAST_SECONDS = 0.1
LAST_ANSWER_SECONDS = 0.2


class StatsAggregatorService:
    """The dashboards' one way to the numbers; it knows no module by name.

    A provider that fails in whatever way gives an empty list and a warning in the log; its report
    says so, and how long it took. All providers of one call share 1.7 s, none gets more than 0.8 s,
    and each may use half of what is left, so one that hangs leaves time for the others. A provider
    that is asked alone, for its own cards, has 1.5 s. One that fails three times in five minutes
    for a store or platform is not asked there for a minute. `writer` writes down the last good
    answers and how the providers did; whoever serves starts it.
    """

    def __init__(self) -> None:
        self._runner = ProviderRunner()
        self._breaker: CircuitBreaker[tuple[Scope, str], ProviderReport] = CircuitBreaker()
        self._last = LastAnswers()
        self._memory = AnswerMemory()
        self._runs = RunRecord()
        self.writer = BackgroundWriter((self._last.flush, self._write_runs))

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
        zone = _zone_of(context) or StoreDirectory(db).time_zone_of_store(store_id)
        asked = _filled(context, zone, (store_id,))
        return self._run_all(db, platform_id, ProviderRound.of_store(db, store_id, asked), only)

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
        zone = _zone_of(context) or directory.time_zone_of_platform(platform_id)
        asked = _filled(context, zone, store_ids)
        round_ = ProviderRound.of_platform(db, platform_id, asked)
        return self._run_all(db, platform_id, round_, only)

    def _write_runs(self) -> None:
        """What the runs were, and for how many stores and platforms each module is parked."""
        parked = Counter(module for _scope, module in self._breaker.parked_keys())
        self._runs.flush(parked)

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
        zone = _zone_of(context) or rows.time_zone(get_settings().default_platform)
        asked = _filled(context, zone, store_ids)
        return self._run_all(db, None, ProviderRound.of_installation(db, asked), only)

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
        self, db: Session, platform_id: int | None, round_: ProviderRound, only: str | None
    ) -> list[ProviderReport]:
        ends_at = time.monotonic() + ALL_SECONDS
        providers = [
            (module.code, find)
            for module, find in self._get_enabled_providers(db, platform_id)
            if only in {None, module.code}
        ]
        round_ = round_.with_kept_figures([code for code, _ in providers])
        reports = []
        for code, find in providers:
            seconds = _share(ends_at - time.monotonic(), is_alone=only is not None)
            reports.append(self._report(round_, code, find, seconds))
        if any(report.has_failed for report in reports):
            reports = self._with_last_answers(round_, reports)
        round_.blocks.finish()
        return reports

    def _report(
        self, round_: ProviderRound, module: str, find: FindProvider, seconds: float
    ) -> ProviderReport:
        """What the provider answers; of one that is parked, its last failure."""
        key = (round_.scope, module)
        parked = self._breaker.parked(key)
        report = parked or self._ask(round_, module, find, seconds)
        self._runs.note(report, is_parked=parked is not None)
        if parked is not None:
            return parked
        if report.has_failed:
            self._breaker.failed(key, replace(report, elapsed_ms=0.0))
        else:
            self._breaker.worked(key)
            self._last.note(round_.scope, round_.question, report)
        return report

    def _ask(
        self, round_: ProviderRound, module: str, find: FindProvider, seconds: float
    ) -> ProviderReport:
        """Asks the provider, unless it has answered the same of the same kept figures before."""

        def ask(provider: MetricsProviderProtocol, session: Session) -> list[MetricValue]:
            known = self._memory.recall(round_, module, provider)
            return round_.ask(provider, session) if known is None else known

        report = self._runner.run(round_.blocks, module, find, ask, seconds)
        self._memory.note(round_, report)
        return report

    def _with_last_answers(
        self, round_: ProviderRound, reports: list[ProviderReport]
    ) -> list[ProviderReport]:
        """The same reports, failed ones stale where the provider has answered this before."""
        failed = [report.module for report in reports if report.has_failed]
        try:
            session, _guard = round_.blocks.start(LAST_ANSWER_SECONDS)
            try:
                last = self._last.last(session, round_.scope, round_.question, failed)
            finally:
                round_.blocks.end(session)
        except (SQLAlchemyError, DatabaseError, DeadlinePassed):
            log.warning("metrics.last_answers_not_read", exc_info=True)
            return reports
        return [_stale(report, last.get(report.module)) for report in reports]


def by_category(reports: Iterable[ProviderReport]) -> dict[str, list[MetricValue]]:
    """The values of all reports, those of one category together; failed ones are empty lists.

    So are stale ones: whoever takes a plain list may not take an old number for one of now.
    """
    merged: dict[str, list[MetricValue]] = {}
    for report in reports:
        values = merged.setdefault(report.category, [])
        if not report.did_not_answer:
            values.extend(report.values)
    return merged


def _stale(report: ProviderReport, last: LastAnswer | None) -> ProviderReport:
    if not report.has_failed or last is None:
        return report
    return replace(
        report,
        state="stale",
        category=last.category,
        values=last.values,
        as_of=last.answered_at,
    )


def _share(left: float, *, is_alone: bool) -> float:
    """The seconds that one provider may use of those left for all."""
    share = min(ONE_SECONDS, left) if is_alone else min(MOST_SECONDS, left / 2)
    return max(LEAST_SECONDS, share)


def _zone_of(context: MetricsContext | None) -> str | None:
    return None if context is None else context.time_zone


def _filled(
    context: MetricsContext | None, zone: str, store_ids: tuple[int, ...]
) -> MetricsContext:
    asked = context or MetricsContext()
    return replace(asked, time_zone=zone, store_ids=store_ids, now=asked.now or utc_now())


stats_aggregator = StatsAggregatorService()
