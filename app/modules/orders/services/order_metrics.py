"""The numbers of orders: how many, worth what, and what of it came back."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.figures import FigureSheet
from app.modules.contracts.metric_description import MetricDescription
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.orders import metric_descriptions as described
from app.modules.orders.repositories import order_facts as facts
from app.modules.tenancy.services.metric_scope import MetricScope, platform_scope, store_scope

_NET = {facts.GROSS: 1, facts.DISCOUNTS: -1, facts.RETURNS: -1}
_SHIPPING = {facts.SHIPPING: 1, facts.SHIPPING_BACK: -1}
_TAX = {facts.TAX: 1, facts.TAX_BACK: -1}
MONEY: tuple[tuple[MetricDescription, dict[str, int]], ...] = (
    (described.NET_SALES, _NET),
    (described.TOTAL_REVENUE, _NET | _SHIPPING | _TAX),
    (described.GROSS_SALES, {facts.GROSS: 1}),
    (described.DISCOUNTS, {facts.DISCOUNTS: 1}),
    (described.RETURNS, {facts.RETURNS: 1}),
    (described.SHIPPING, _SHIPPING),
    (described.TAX, _TAX),
)
_MEASURES = tuple({measure for _, amounts in MONEY for measure in amounts})


class OrderMetricsProvider:
    """Reads all numbers of a store or platform in one statement, money once per currency."""

    @property
    def metrics_category(self) -> str:
        return "orders"

    def get_store_metrics(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _metrics(db, store_scope(db, store_id, context), context)

    def get_platform_metrics(
        self, db: Session, platform_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _metrics(db, platform_scope(db, platform_id, context), context)


def _metrics(db: Session, scope: MetricScope, context: MetricsContext | None) -> list[MetricValue]:
    basis = (context or MetricsContext()).basis
    since = scope.window.compared_start or scope.window.start
    sheet = scope.sheet(db, facts.OrderFacts(scope.store_ids, since, basis).all())
    # A store that sold nothing shows 0 in its own currency rather than no card at all.
    currencies = sheet.currencies(*_MEASURES) or sheet.currencies(facts.OWN_CURRENCY)
    values = {
        described.TOTAL.key: [sheet.flow(described.TOTAL, facts.PLACED)],
        described.UNITS_SOLD.key: [sheet.flow(described.UNITS_SOLD, facts.UNITS)],
        described.PENDING.key: [sheet.stock(described.PENDING, facts.PENDING)],
        described.UNFULFILLED.key: [sheet.stock(described.UNFULFILLED, facts.UNFULFILLED)],
        described.CANCELLED.key: [sheet.flow(described.CANCELLED, facts.CANCELLED)],
        described.AVG_ORDER_VALUE.key: [_average(sheet, currency) for currency in currencies],
    }
    for metric, amounts in MONEY:
        values[metric.key] = sheet.money(metric, amounts, currencies)
    return [value for metric in described.DESCRIPTIONS for value in values[metric.key]]


def _average(sheet: FigureSheet, currency: str) -> MetricValue:
    """Per currency: 741,344.75 GBP of gross sales in 12,526 orders are 59.18 GBP an order."""
    parts = {facts.GROSS: 1, facts.DISCOUNTS: -1}
    whole = {facts.PLACED_PER_CURRENCY: 1}
    return sheet.ratio(described.AVG_ORDER_VALUE, parts, whole, currency)


order_metrics_provider = OrderMetricsProvider()
