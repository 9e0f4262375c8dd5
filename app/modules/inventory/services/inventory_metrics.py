"""The numbers of inventory: units on hand, reserved and available, and what runs out."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.figures import FigureSheet
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.inventory import metric_descriptions as described
from app.modules.inventory.repositories.stock_figures import closing_figures, daily_figures
from app.modules.tenancy.services.metric_scope import MetricScope, platform_scope, store_scope


class InventoryMetricsProvider:
    """Reads levels and their history, in one statement."""

    @property
    def metrics_category(self) -> str:
        return "inventory"

    def get_store_metrics(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _values(db, store_scope(db, store_id, context))

    def get_platform_metrics(
        self, db: Session, platform_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _values(db, platform_scope(db, platform_id, context))


def _values(db: Session, scope: MetricScope) -> list[MetricValue]:
    window = scope.window
    spans = window.spans(with_history=False)
    if scope.include_trends and window.days:
        figures = daily_figures(db, scope.store_ids, spans, window.zone.key)
    else:
        figures = closing_figures(db, scope.store_ids, spans[0])
    sheet = FigureSheet(window, figures, include_trends=scope.include_trends)
    return [sheet.stock(metric, metric.key) for metric in described.DESCRIPTIONS]


inventory_metrics_provider = InventoryMetricsProvider()
