"""What customers is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.customers import CUSTOMER_DIRECTORY, CUSTOMER_INTAKE
from app.modules.contracts.menus import MenuEntry
from app.modules.contracts.permissions import Permission

if TYPE_CHECKING:
    from app.kernel.database.figure_source import FigureSource
    from app.modules.contracts.customers import CustomerDirectory, CustomerIntake
    from app.modules.contracts.listings import Listing
    from app.modules.contracts.metric_description import MetricDescription
    from app.modules.contracts.metrics import MetricsProviderProtocol


def _metrics_provider() -> MetricsProviderProtocol:
    from app.modules.customers.services.customer_metrics import customer_metrics_provider

    return customer_metrics_provider


def _metric_descriptions() -> Sequence[MetricDescription]:
    from app.modules.customers.metric_descriptions import DESCRIPTIONS

    return DESCRIPTIONS


def _figure_source() -> FigureSource:
    from app.modules.customers.repositories.customer_facts import CUSTOMER_FIGURES

    return CUSTOMER_FIGURES


def _listings() -> Sequence[Listing]:
    from app.modules.customers.listings import LISTINGS

    return LISTINGS


def _intake() -> CustomerIntake:
    from app.modules.customers.services.customer_intake import customer_intake

    return customer_intake


def _directory() -> CustomerDirectory:
    from app.modules.customers.services.customer_directory import customer_directory

    return customer_directory


customers_module = ModuleDefinition(
    code="customers",
    name="Customers",
    description="Who bought in each store, and since when.",
    icon="users",
    dashboard_order=20,
    permissions=(Permission("customers.view"),),
    menus=(
        MenuEntry(
            "store", "customers-customers", "/store/customers", "users", "customers.view", 40
        ),
        MenuEntry(
            "admin", "customers-customers", "/admin/customers", "users", "customers.view", 40
        ),
    ),
    metrics_provider=_metrics_provider,
    figure_source=_figure_source,
    metric_descriptions=_metric_descriptions,
    listings=_listings,
    provides={CUSTOMER_INTAKE: _intake, CUSTOMER_DIRECTORY: _directory},
)
