"""What the catalogue is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.catalog import CATALOG_INTAKE, CATALOG_READER
from app.modules.contracts.menus import MenuEntry
from app.modules.contracts.permissions import MANAGER, OWNER, STAFF, Permission

if TYPE_CHECKING:
    from app.kernel.database.figure_source import FigureSource
    from app.modules.contracts.catalog import CatalogIntake, CatalogReader
    from app.modules.contracts.listings import Listing
    from app.modules.contracts.metric_description import MetricDescription
    from app.modules.contracts.metrics import MetricsProviderProtocol

_VIEW = "catalog.view_products"
_MANAGE = "catalog.manage_products"


def _metrics_provider() -> MetricsProviderProtocol:
    from app.modules.catalog.services.catalog_metrics import catalog_metrics_provider

    return catalog_metrics_provider


def _metric_descriptions() -> Sequence[MetricDescription]:
    from app.modules.catalog.metric_descriptions import DESCRIPTIONS

    return DESCRIPTIONS


def _figure_source() -> FigureSource:
    from app.modules.catalog.repositories.catalog_facts import CATALOG_FIGURES

    return CATALOG_FIGURES


def _listings() -> Sequence[Listing]:
    from app.modules.catalog.listings import LISTINGS

    return LISTINGS


def _intake() -> CatalogIntake:
    from app.modules.catalog.services.catalog_intake import catalog_intake

    return catalog_intake


def _reader() -> CatalogReader:
    from app.modules.catalog.services.catalog_reader import catalog_reader

    return catalog_reader


catalog_module = ModuleDefinition(
    code="catalog",
    name="Catalogue",
    description="Products and their variants.",
    icon="package",
    dashboard_order=30,
    permissions=(Permission(_VIEW), Permission(_MANAGE, roles=(OWNER, MANAGER, STAFF))),
    menus=(
        MenuEntry("store", "catalog-products", "/store/products", "package", _VIEW, 30),
        MenuEntry("admin", "catalog-products", "/admin/products", "package", _VIEW, 40),
    ),
    metrics_provider=_metrics_provider,
    figure_source=_figure_source,
    metric_descriptions=_metric_descriptions,
    listings=_listings,
    provides={CATALOG_INTAKE: _intake, CATALOG_READER: _reader},
)
