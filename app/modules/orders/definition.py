"""What orders is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.menus import MenuEntry
from app.modules.contracts.orders import ORDER_INTAKE
from app.modules.contracts.permissions import MANAGER, OWNER, VIEWER, Permission

if TYPE_CHECKING:
    from app.kernel.database.figure_source import FigureSource
    from app.modules.contracts.listings import Listing
    from app.modules.contracts.metric_description import MetricDescription
    from app.modules.contracts.metrics import MetricsProviderProtocol
    from app.modules.contracts.orders import OrderIntake
    from app.modules.contracts.widgets import WidgetProviderProtocol


def _metrics_provider() -> MetricsProviderProtocol:
    from app.modules.orders.services.order_metrics import order_metrics_provider

    return order_metrics_provider


def _metric_descriptions() -> Sequence[MetricDescription]:
    from app.modules.orders.metric_descriptions import DESCRIPTIONS

    return DESCRIPTIONS


def _figure_source() -> FigureSource:
    from app.modules.orders.repositories.order_figures import ORDER_FIGURES

    return ORDER_FIGURES


def _listings() -> Sequence[Listing]:
    from app.modules.orders.listings import LISTINGS

    return LISTINGS


def _widgets() -> WidgetProviderProtocol:
    from app.modules.orders.services.order_widgets import order_widgets

    return order_widgets


def _intake() -> OrderIntake:
    from app.modules.orders.services.order_intake import order_intake

    return order_intake


_MENU = ("shopping-bag", "orders.view", 25)
orders_module = ModuleDefinition(
    code="orders",
    name="Orders",
    description="What was sold, what came back, and what still waits to be paid or shipped.",
    icon="shopping-bag",
    dashboard_order=10,
    permissions=(
        Permission("orders.view"),
        Permission("orders.view_sales", roles=(OWNER, MANAGER, VIEWER)),
    ),
    menus=(
        MenuEntry("store", "orders-orders", "/store/orders", *_MENU),
        MenuEntry("admin", "orders-orders", "/admin/orders", *_MENU),
    ),
    metrics_provider=_metrics_provider,
    figure_source=_figure_source,
    metric_descriptions=_metric_descriptions,
    widget_provider=_widgets,
    listings=_listings,
    provides={ORDER_INTAKE: _intake},
)
