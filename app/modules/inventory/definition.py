"""What inventory is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.events import ProductsChanged
from app.modules.contracts.menus import MenuEntry
from app.modules.contracts.permissions import MANAGER, OWNER, STAFF, Permission
from app.modules.contracts.stock import STOCK_INTAKE, STOCK_RECOUNT, STOCK_RESERVER

if TYPE_CHECKING:
    from app.kernel.database.figure_source import FigureSource
    from app.kernel.jobs.job import Job
    from app.modules.contracts.events import Reaction
    from app.modules.contracts.invariants import Invariant
    from app.modules.contracts.listings import Listing
    from app.modules.contracts.metric_description import MetricDescription
    from app.modules.contracts.metrics import MetricsProviderProtocol
    from app.modules.contracts.stock import StockIntake, StockRecount, StockReserver
    from app.modules.contracts.widgets import WidgetProviderProtocol

_VIEW, _MANAGE = "inventory.view_stock", "inventory.manage"


def _metrics_provider() -> MetricsProviderProtocol:
    from app.modules.inventory.services.inventory_metrics import inventory_metrics_provider

    return inventory_metrics_provider


def _metric_descriptions() -> Sequence[MetricDescription]:
    from app.modules.inventory.metric_descriptions import DESCRIPTIONS

    return DESCRIPTIONS


def _widget_provider() -> WidgetProviderProtocol:
    from app.modules.inventory.services.inventory_widgets import inventory_widget_provider

    return inventory_widget_provider


def _figure_source() -> FigureSource:
    from app.modules.inventory.repositories.stock_facts import STOCK_FIGURES

    return STOCK_FIGURES


def _listings() -> Sequence[Listing]:
    from app.modules.inventory.listings import LISTINGS

    return LISTINGS


def _intake() -> StockIntake:
    from app.modules.inventory.services.stock_intake import stock_intake

    return stock_intake


def _reserver() -> StockReserver:
    from app.modules.inventory.services.stock_reserver import stock_reserver

    return stock_reserver


def _recount() -> StockRecount:
    from app.modules.inventory.services.recount_stock import stock_recount

    return stock_recount


def _products_changed() -> Reaction:
    from app.modules.inventory.services.keep_stock import follow_products

    return follow_products


def _invariants() -> Sequence[Invariant]:
    from app.modules.inventory.repositories.invariants import INVARIANTS

    return INVARIANTS


def _jobs() -> Sequence[Job]:
    from app.modules.inventory.services.expire_reservations import JOBS

    return JOBS


inventory_module = ModuleDefinition(
    code="inventory",
    name="Inventory",
    description="Stock levels, reservations and movements.",
    requires=("catalog",),
    icon="warehouse",
    dashboard_order=40,
    permissions=(Permission(_VIEW), Permission(_MANAGE, roles=(OWNER, MANAGER, STAFF))),
    menus=(
        MenuEntry("store", "inventory-stock", "/store/stock", "warehouse", _VIEW, 40),
        MenuEntry("admin", "inventory-stock", "/admin/stock", "warehouse", _VIEW, 50),
    ),
    metrics_provider=_metrics_provider,
    figure_source=_figure_source,
    metric_descriptions=_metric_descriptions,
    widget_provider=_widget_provider,
    listings=_listings,
    provides={STOCK_INTAKE: _intake, STOCK_RESERVER: _reserver, STOCK_RECOUNT: _recount},
    reactions={ProductsChanged: _products_changed},
    invariants=_invariants,
    jobs=_jobs,
)
