"""The numbers of inventory: units on hand, reserved and available, and what runs out."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.core.services.figure_sheet import figure_sheet
from app.modules.inventory import metric_descriptions as described
from app.modules.inventory.repositories.stock_facts import STOCK_FIGURES
from app.modules.tenancy.services.metric_scope import (
    MetricScope,
    installation_scope,
    platform_scope,
    store_scope,
)


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

    def get_installation_metrics(
        self, db: Session, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _values(db, installation_scope(db, context))


def _values(db: Session, scope: MetricScope) -> list[MetricValue]:
    sheet = figure_sheet(db, scope, STOCK_FIGURES)
    return [sheet.stock(metric, metric.key) for metric in described.DESCRIPTIONS]


inventory_metrics_provider = InventoryMetricsProvider()
