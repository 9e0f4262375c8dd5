"""What orders is and brings."""

from __future__ import annotations

from app.modules.base import ModuleDefinition
from app.modules.contracts.events import (
    Event,
    OrderCancelled,
    OrderPaid,
    OrderRefunded,
    OrderShipped,
    ReturnRequested,
)
from app.modules.contracts.menus import MenuEntry
from app.modules.contracts.orders import ORDER_DESK, ORDER_INTAKE
from app.modules.contracts.permissions import MANAGER, OWNER, STAFF, VIEWER, Permission
from app.modules.orders import parts

_TOLD: tuple[type[Event], ...] = (
    OrderPaid,
    OrderShipped,
    OrderRefunded,
    OrderCancelled,
    ReturnRequested,
)
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
        Permission("orders.manage", roles=(OWNER, MANAGER, STAFF)),
        Permission("orders.refund", roles=(OWNER, MANAGER)),
    ),
    menus=(
        MenuEntry("store", "orders-orders", "/store/orders", *_MENU),
        MenuEntry("admin", "orders-orders", "/admin/orders", *_MENU),
    ),
    metrics_provider=parts.metrics_provider,
    figure_source=parts.figure_source,
    metric_descriptions=parts.metric_descriptions,
    widget_provider=parts.widgets,
    listings=parts.listings,
    provides={ORDER_INTAKE: parts.intake, ORDER_DESK: parts.desk},
    reactions=dict.fromkeys(_TOLD, parts.letters),
    jobs=parts.jobs,
    personal_data=parts.personal_data,
    invariants=parts.invariants,
)
