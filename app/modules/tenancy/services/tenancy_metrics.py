"""The numbers of tenancy: stores, merchants, users, teams and domains."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.tenancy import metric_descriptions as described
from app.modules.tenancy.repositories.tenancy_facts import (
    installation_facts,
    platform_facts,
    store_facts,
)
from app.modules.tenancy.services.metric_scope import (
    installation_scope,
    platform_scope,
    store_scope,
)


class TenancyMetricsProvider:
    """Counts who and what belongs to a store or platform; all are stocks, read in one statement."""

    @property
    def metrics_category(self) -> str:
        return "tenancy"

    def get_store_metrics(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        sheet = store_scope(db, store_id, context).sheet(db, store_facts)
        return [sheet.stock(metric, metric.key) for metric in described.DESCRIPTIONS]

    def get_platform_metrics(
        self, db: Session, platform_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        scope = platform_scope(db, platform_id, context)
        sheet = scope.sheet(db, platform_facts, platform_id=platform_id)
        return [sheet.stock(metric, metric.key) for metric in described.DESCRIPTIONS]

    def get_installation_metrics(
        self, db: Session, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        sheet = installation_scope(db, context).sheet(db, installation_facts)
        return [sheet.stock(metric, metric.key) for metric in described.DESCRIPTIONS]


tenancy_metrics_provider = TenancyMetricsProvider()
