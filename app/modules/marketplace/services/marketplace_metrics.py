"""The numbers of marketplace."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.core.services.figure_sheet import figure_sheet
from app.modules.marketplace import metric_descriptions as described
from app.modules.marketplace.repositories.marketplace_facts import (
    MARKETPLACE_FIGURES,
    ROWS_PROCESSED,
    ROWS_TAKEN,
)
from app.modules.tenancy.services.metric_scope import (
    MetricScope,
    installation_scope,
    platform_scope,
    store_scope,
)


class MarketplaceMetricsProvider:
    """Counts imports, their rows and what waits for a decision, in one statement."""

    @property
    def metrics_category(self) -> str:
        return "marketplace"

    def get_store_metrics(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _values(db, store_scope(db, store_id, context))

    def get_platform_metrics(
        self, db: Session, platform_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _values(db, platform_scope(db, platform_id, context))

    def get_installation_metrics(
        self, db: Session, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _values(db, installation_scope(db, context))


def _values(db: Session, scope: MetricScope) -> list[MetricValue]:
    sheet = figure_sheet(db, scope, MARKETPLACE_FIGURES)
    return [
        sheet.flow(described.IMPORT_JOBS, described.IMPORT_JOBS.key),
        sheet.stock(described.RUNNING_JOBS, described.RUNNING_JOBS.key),
        sheet.stock(described.STAGING_PRODUCTS, described.STAGING_PRODUCTS.key),
        sheet.ratio(described.SUCCESS_RATE, {ROWS_TAKEN: 1}, {ROWS_PROCESSED: 1}),
        sheet.flow(described.ROWS_FAILED, described.ROWS_FAILED.key),
    ]


marketplace_metrics_provider = MarketplaceMetricsProvider()
