"""The numbers of orders: how many, worth what, and what of it came back."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.figures import FigureSheet
from app.modules.contracts.metric_description import MetricDescription
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.core.services.figure_sheet import figure_sheet
from app.modules.orders import metric_descriptions as described
from app.modules.orders.repositories import order_facts as facts
from app.modules.orders.repositories.order_figures import ORDER_FIGURES
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.services.metric_scope import (
    MetricScope,
    installation_scope,
    platform_scope,
    store_scope,
)

_GROSS_LESS_DISCOUNTS = {facts.GROSS: 1, facts.DISCOUNTS: -1}


def money_of(basis: str) -> tuple[tuple[MetricDescription, dict[str, int]], ...]:
    """Each metric of money as a sum of measures, on the event or the order basis."""
    returns, shipping_back, tax_back = (
        facts.measure_of(measure, basis)
        for measure in (facts.RETURNS, facts.SHIPPING_BACK, facts.TAX_BACK)
    )
    net = {**_GROSS_LESS_DISCOUNTS, returns: -1}
    shipping = {facts.SHIPPING: 1, shipping_back: -1}
    tax = {facts.TAX: 1, tax_back: -1}
    return (
        (described.NET_SALES, net),
        (described.TOTAL_REVENUE, net | shipping | tax),
        (described.GROSS_SALES, {facts.GROSS: 1}),
        (described.DISCOUNTS, {facts.DISCOUNTS: 1}),
        (described.RETURNS, {returns: 1}),
        (described.SHIPPING, shipping),
        (described.TAX, tax),
    )


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

    def get_installation_metrics(
        self, db: Session, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _metrics(db, installation_scope(db, context), context)


def _metrics(db: Session, scope: MetricScope, context: MetricsContext | None) -> list[MetricValue]:
    basis = facts.known_basis((context or MetricsContext()).basis)
    since = scope.window.compared_start or scope.window.start
    sheet = figure_sheet(db, scope, ORDER_FIGURES, since)
    money = money_of(basis)
    moved = {measure for _, amounts in money for measure in amounts}
    # A store that sold nothing shows 0 in its own currency rather than no card at all.
    currencies = sheet.currencies(facts.PLACED_PER_CURRENCY, *moved) or StoreDirectory(
        db
    ).currencies_of(scope.store_ids)
    cancelled = facts.measure_of(facts.CANCELLED, basis)
    values = {
        described.TOTAL.key: [sheet.flow(described.TOTAL, facts.PLACED)],
        described.UNITS_SOLD.key: [sheet.flow(described.UNITS_SOLD, facts.UNITS)],
        described.PENDING.key: [sheet.stock(described.PENDING, facts.PENDING)],
        described.UNFULFILLED.key: [sheet.stock(described.UNFULFILLED, facts.UNFULFILLED)],
        described.CANCELLED.key: [sheet.flow(described.CANCELLED, cancelled)],
        described.AVG_ORDER_VALUE.key: [_average(sheet, currency) for currency in currencies],
    }
    for metric, amounts in money:
        values[metric.key] = sheet.money(metric, amounts, currencies)
    return [value for metric in described.DESCRIPTIONS for value in values[metric.key]]


def _average(sheet: FigureSheet, currency: str) -> MetricValue:
    """Per currency: 741,344.75 GBP of gross sales in 12,526 orders are 59.18 GBP an order."""
    whole = {facts.PLACED_PER_CURRENCY: 1}
    return sheet.ratio(described.AVG_ORDER_VALUE, _GROSS_LESS_DISCOUNTS, whole, currency)


order_metrics_provider = OrderMetricsProvider()
