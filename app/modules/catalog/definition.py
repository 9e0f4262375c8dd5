"""What the catalogue is and brings."""

from __future__ import annotations

from app.modules.base import ModuleDefinition
from app.modules.catalog import parts
from app.modules.contracts.catalog import CATALOG_INTAKE, CATALOG_READER
from app.modules.contracts.menus import MenuEntry
from app.modules.contracts.permissions import MANAGER, OWNER, STAFF, Permission

_VIEW = "catalog.view_products"
_MANAGE = "catalog.manage_products"

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
    metrics_provider=parts.metrics_provider,
    figure_source=parts.figure_source,
    metric_descriptions=parts.metric_descriptions,
    listings=parts.listings,
    jobs=parts.jobs,
    invariants=parts.invariants,
    provides={CATALOG_INTAKE: parts.intake, CATALOG_READER: parts.reader},
)
