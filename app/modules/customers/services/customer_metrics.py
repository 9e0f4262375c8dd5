"""The numbers of customers."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.core.services.figure_sheet import figure_sheet
from app.modules.customers import metric_descriptions as described
from app.modules.customers.repositories.customer_facts import CUSTOMER_FIGURES
from app.modules.tenancy.services.metric_scope import (
    MetricScope,
    installation_scope,
    platform_scope,
    store_scope,
)


class CustomerMetricsProvider:
    """Counts the customers of a store or platform in one statement."""

    @property
    def metrics_category(self) -> str:
        return "customers"

    def get_store_metrics(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _metrics(db, store_scope(db, store_id, context))

    def get_platform_metrics(
        self, db: Session, platform_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _metrics(db, platform_scope(db, platform_id, context))

    def get_installation_metrics(
        self, db: Session, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _metrics(db, installation_scope(db, context))


def _metrics(db: Session, scope: MetricScope) -> list[MetricValue]:
    since = scope.window.compared_start or scope.window.start
    sheet = figure_sheet(db, scope, CUSTOMER_FIGURES, since)
    return [
        sheet.stock(described.TOTAL, described.TOTAL.key),
        sheet.flow(described.NEW, described.NEW.key),
        sheet.stock(described.ERASURE_REQUESTS_OPEN, described.ERASURE_REQUESTS_OPEN.key),
    ]


customer_metrics_provider = CustomerMetricsProvider()
