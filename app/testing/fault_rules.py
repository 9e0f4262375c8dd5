"""What goes wrong in a provider stays on its own card."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.modules.base import ModuleDefinition
from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol, MetricValue
from app.modules.core.services.provider_run import ProviderReport
from app.modules.core.services.stats_aggregator import StatsAggregatorService
from app.modules.tenancy.models import Merchant
from app.testing.moments import DAY, local
from app.testing.subject import Subject, hold
from app.testing.world import make_platform, make_store

BROKEN = "SELECT 1 / 0"
SLOW = "SELECT pg_sleep(30)"
MOST_SECONDS = 2.0
# A first call that imports and compiles can take longer than the deadline on a busy machine.
MOST_TRIES = 4
Modules = list[tuple[ModuleDefinition, Callable[[], MetricsProviderProtocol]]]


class FaultRules(Subject):
    """The provider among others, asked through the aggregator."""

    def test_is_shown_on_both_dashboards(self, db: Session) -> None:
        platform_id, store_id = self._traded(db)

        for what, (report, healthy) in self._reports(db, platform_id, store_id, None).items():
            hold(
                report.state == "ok" and healthy.state == "ok",
                f"The {what} dashboard says {report.state!r}. The log says why: a value that is no "
                "finite number, money without a currency, a text that is too long, a write.",
            )
            asked = MetricsContext()
            direct = (
                self.ask_store(db, store_id, asked)
                if what == "store"
                else self.ask_platform(db, platform_id, [store_id], asked)
            )
            hold(
                {value.key for value in report.values} == {value.key for value in direct},
                f"The {what} dashboard has other numbers than the provider asked by itself.",
            )

    def test_an_exception_stays_on_its_card(self, db: Session) -> None:
        platform_id, store_id = self._traded(db)

        for what, (report, healthy) in self._reports(db, platform_id, store_id, BROKEN).items():
            hold(
                report.state == "error" and not report.values,
                f"The database failed and the {what} dashboard says {report.state!r} with "
                f"{len(report.values)} numbers. Let exceptions out: the aggregator shows them as "
                "unavailable, while a zero would be believed.",
            )
            hold(
                healthy.state == "ok",
                "After the failure the module beside it has no numbers. Leave the connection as "
                "it is: no second session, no thread of your own.",
            )
        try:
            self.do(db, store_id, local(DAY, "13:00"))
        except DBAPIError as error:
            hold(None, f"After the failure the transaction is lost: {error.orig}.")

    def test_a_slow_database_costs_its_card_only(self, db: Session) -> None:
        platform_id, store_id = self._traded(db)
        started = time.monotonic()

        reports = self._reports(db, platform_id, store_id, SLOW, only="store")

        report, healthy = reports["store"]
        seconds = time.monotonic() - started
        hold(
            report.state == "timeout" and not report.values,
            f"The database was slow and the card says {report.state!r} with {len(report.values)} "
            "numbers. Let the cancelled statement's exception out; answer nothing by halves.",
        )
        hold(
            seconds < MOST_SECONDS and healthy.state == "ok",
            f"A slow database held the dashboard up for {seconds:.1f} s. Send statements on the "
            "session that you are given: it carries the deadline.",
        )

    def _traded(self, db: Session) -> tuple[int, int]:
        platform_id = make_platform(db)
        store_id = make_store(db, currency=self.currencies[0], on=[platform_id])
        self.do(db, store_id, local(DAY, "12:00"))
        return platform_id, store_id

    def _reports(
        self,
        db: Session,
        platform_id: int,
        store_id: int,
        statement: str | None,
        only: str | None = None,
    ) -> dict[str, tuple[ProviderReport, ProviderReport]]:
        """What the aggregator reports of this provider and of a healthy one, by dashboard.

        With `statement`, that is what the database gets in place of whatever the provider sends.
        """
        provider = self.provider if statement is None else _Hindered(self.provider, statement)
        aggregator = _Aggregator([(self.module, lambda: provider), (_HEALTHY, _Healthy)])
        context = MetricsContext(now=self.filled(None, ()).now)
        asks: dict[str, Callable[[], list[ProviderReport]]] = {
            "store": lambda: aggregator.report_store(db, store_id, platform_id, context),
            "platform": lambda: aggregator.report_platform(db, platform_id, context),
        }
        reports = {}
        for what, ask in asks.items():
            if only in (None, what):
                first, second = ask()
                for _ in range(MOST_TRIES - 1):
                    if statement == SLOW or "timeout" not in {first.state, second.state}:
                        break
                    first, second = ask()
                reports[what] = (first, second)
        return reports


class _Aggregator(StatsAggregatorService):
    """The real aggregator, for these modules."""

    def __init__(self, modules: Modules) -> None:
        super().__init__()
        self._modules = modules

    def _get_enabled_providers(self, db: Session, platform_id: int | None) -> Modules:
        del db, platform_id
        return self._modules


class _Hindered:
    """A provider whose every statement becomes another one."""

    def __init__(self, provider: MetricsProviderProtocol, statement: str) -> None:
        self._provider = provider
        self._statement = statement

    @property
    def metrics_category(self) -> str:
        return self._provider.metrics_category

    def get_store_metrics(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        with _sending(db.connection(), self._statement):
            return self._provider.get_store_metrics(db, store_id, _unread(context))

    def get_platform_metrics(
        self, db: Session, platform_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        with _sending(db.connection(), self._statement):
            return self._provider.get_platform_metrics(db, platform_id, _unread(context))


def _unread(context: MetricsContext | None) -> MetricsContext | None:
    """The context without what was read before, so that the provider has to ask the database."""
    return context and replace(context, kept=None)


class _Healthy:
    """A provider that reads, if the transaction still lets it."""

    metrics_category = "healthy"

    def get_store_metrics(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        del store_id, context
        db.get(Merchant, 0)
        return [MetricValue("healthy.pulse", 1, "Pulse", "healthy")]

    get_platform_metrics = get_store_metrics


_HEALTHY = ModuleDefinition(code="healthy", name="Healthy", metrics_provider=_Healthy)


@contextmanager
def _sending(connection: Connection, statement: str) -> Iterator[None]:
    """Sends this statement in place of every other one."""

    def replaced(*_: Any) -> tuple[str, tuple[()]]:  # noqa: ANN401 - a cursor has no public type
        return statement, ()

    event.listen(connection, "before_cursor_execute", replaced, retval=True)
    try:
        yield
    finally:
        event.remove(connection, "before_cursor_execute", replaced)
