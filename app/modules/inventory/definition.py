"""What inventory is and brings."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from app.modules.base import ModuleDefinition
from app.modules.contracts.menus import MenuEntry
from app.modules.contracts.permissions import Permission
from app.modules.contracts.stock import STOCK_INTAKE, STOCK_RESERVER

_VIEW = "inventory.view_stock"


def _late(place: str, name: str) -> Callable[[], Any]:
    """Gives what stands under the name in a file of this module, imported when first needed."""
    return lambda: getattr(import_module(f"app.modules.inventory.{place}"), name)


inventory_module = ModuleDefinition(
    code="inventory",
    name="Inventory",
    description="Stock levels, reservations and movements.",
    requires=("catalog",),
    icon="warehouse",
    dashboard_order=40,
    permissions=(Permission(_VIEW),),
    menus=(
        MenuEntry("store", "inventory-stock", "/store/stock", "warehouse", _VIEW, 40),
        MenuEntry("admin", "inventory-stock", "/admin/stock", "warehouse", _VIEW, 50),
    ),
    metrics_provider=_late("services.inventory_metrics", "inventory_metrics_provider"),
    figure_source=_late("repositories.stock_facts", "STOCK_FIGURES"),
    metric_descriptions=_late("metric_descriptions", "DESCRIPTIONS"),
    widget_provider=_late("services.inventory_widgets", "inventory_widget_provider"),
    listings=_late("listings", "LISTINGS"),
    provides={
        STOCK_INTAKE: _late("services.stock_intake", "stock_intake"),
        STOCK_RESERVER: _late("services.stock_reserver", "stock_reserver"),
    },
    jobs=_late("services.expire_reservations", "JOBS"),
)
