"""The numbers of payments: what was received, and how often an attempt was declined."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.core.services.figure_sheet import figure_sheet
from app.modules.payments import metric_descriptions as described
from app.modules.payments.repositories import payment_facts as facts
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.services.metric_scope import (
    MetricScope,
    installation_scope,
    platform_scope,
    store_scope,
)


class PaymentMetricsProvider:
    """Reads all numbers in one statement, money once per currency."""

    @property
    def metrics_category(self) -> str:
        return "payments"

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
    since = scope.window.compared_start or scope.window.start
    sheet = figure_sheet(db, scope, facts.PAYMENT_FIGURES, since)
    # A store that received nothing shows 0 in its own currency rather than no card at all.
    currencies = sheet.currencies(facts.CAPTURED) or StoreDirectory(db).currencies_of(
        scope.store_ids
    )
    return [
        *sheet.money(described.CAPTURED, {facts.CAPTURED: 1}, currencies),
        sheet.ratio(described.FAILED_RATE, {facts.DECLINED: 1}, {facts.ATTEMPTS: 1}),
    ]


payment_metrics_provider = PaymentMetricsProvider()
