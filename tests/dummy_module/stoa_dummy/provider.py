"""The two numbers of dummy: one that never moves, and one that counts."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database.daily_figures import Fact
from app.kernel.database.figure_source import Since, StoreIds, of_stores
from app.modules.contracts.metric_description import MetricDescription, MetricKind
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.tenancy.models import StoreDomain
from app.modules.tenancy.services.metric_scope import MetricScope, platform_scope, store_scope

ANSWER = MetricDescription(
    key="dummy.answer",
    label="Answer",
    definition="What the database is asked for, and two.",
    kind=MetricKind.DISTINCT,
    permission="dummy.view",
)
DOMAINS = MetricDescription(
    key="dummy.domains",
    label="Domains",
    definition="Custom domains that the stores had claimed by the end of the period.",
    kind=MetricKind.STOCK,
    permission="dummy.view",
)
DESCRIPTIONS = (ANSWER, DOMAINS)


class DummyMetricsProvider:
    """Asks the database for 40 and adds 2, and counts domains."""

    @property
    def metrics_category(self) -> str:
        return "dummy"

    def get_store_metrics(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _values(db, store_scope(db, store_id, context))

    def get_platform_metrics(
        self, db: Session, platform_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _values(db, platform_scope(db, platform_id, context))


def _values(db: Session, scope: MetricScope) -> list[MetricValue]:
    return [_answer(db), scope.sheet(db, _facts).stock(DOMAINS, "domains")]


def _facts(store_ids: StoreIds, _since: Since) -> list[Fact]:
    mine = [of_stores(StoreDomain.store_id, store_ids)]
    return [Fact("domains", StoreDomain, StoreDomain.created_at.expression, mine)]


def _answer(db: Session) -> MetricValue:
    value = db.execute(text("SELECT 40")).scalar_one() + 2
    return MetricValue(
        key=ANSWER.key,
        value=value,
        label=ANSWER.label,
        category=ANSWER.category,
        unit=ANSWER.unit.value,
    )


dummy_metrics = DummyMetricsProvider()
