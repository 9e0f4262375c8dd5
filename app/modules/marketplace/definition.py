"""What marketplace is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.imports import IMPORT_RECORDER, ORDER_IMPORTER, PRODUCT_IMPORTER
from app.modules.contracts.menus import MenuEntry
from app.modules.contracts.permissions import Permission

if TYPE_CHECKING:
    from app.kernel.database.figure_source import FigureSource
    from app.modules.contracts.imports import ImportRecorder, OrderImporter, ProductImporter
    from app.modules.contracts.listings import Listing
    from app.modules.contracts.metric_description import MetricDescription
    from app.modules.contracts.metrics import MetricsProviderProtocol
    from app.modules.contracts.widgets import WidgetProviderProtocol


def _metrics_provider() -> MetricsProviderProtocol:
    from app.modules.marketplace.services.marketplace_metrics import marketplace_metrics_provider

    return marketplace_metrics_provider


def _metric_descriptions() -> Sequence[MetricDescription]:
    from app.modules.marketplace.metric_descriptions import DESCRIPTIONS

    return DESCRIPTIONS


def _widget_provider() -> WidgetProviderProtocol:
    from app.modules.marketplace.services.import_widgets import import_widgets

    return import_widgets


def _figure_source() -> FigureSource:
    from app.modules.marketplace.repositories.marketplace_facts import MARKETPLACE_FIGURES

    return MARKETPLACE_FIGURES


def _listings() -> Sequence[Listing]:
    from app.modules.marketplace.listings import LISTINGS

    return LISTINGS


def _order_importer() -> OrderImporter:
    from app.modules.marketplace.services.order_importer import order_importer

    return order_importer


def _product_importer() -> ProductImporter:
    from app.modules.marketplace.services.product_importer import product_importer

    return product_importer


def _import_recorder() -> ImportRecorder:
    from app.modules.marketplace.services.import_recorder import import_recorder

    return import_recorder


_VIEW = "marketplace.view"

marketplace_module = ModuleDefinition(
    code="marketplace",
    name="Marketplace",
    description="Imports of files and feeds, what they refused, and products that wait for review.",
    icon="import",
    dashboard_order=50,
    permissions=(Permission(_VIEW),),
    menus=(
        MenuEntry("store", "marketplace-menu-imports", "/store/imports", "import", _VIEW, 70),
        MenuEntry("admin", "marketplace-menu-imports", "/admin/imports", "import", _VIEW, 70),
    ),
    metrics_provider=_metrics_provider,
    figure_source=_figure_source,
    metric_descriptions=_metric_descriptions,
    widget_provider=_widget_provider,
    listings=_listings,
    provides={
        ORDER_IMPORTER: _order_importer,
        PRODUCT_IMPORTER: _product_importer,
        IMPORT_RECORDER: _import_recorder,
    },
)
