"""What tenancy is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.menus import MenuEntry
from app.modules.contracts.permissions import MANAGER, OWNER, Permission

if TYPE_CHECKING:
    from app.modules.contracts.listings import Listing
    from app.modules.contracts.metric_description import MetricDescription
    from app.modules.contracts.metrics import MetricsProviderProtocol


def _metrics_provider() -> MetricsProviderProtocol:
    from app.modules.tenancy.services.tenancy_metrics import tenancy_metrics_provider

    return tenancy_metrics_provider


def _metric_descriptions() -> Sequence[MetricDescription]:
    from app.modules.tenancy.metric_descriptions import DESCRIPTIONS

    return DESCRIPTIONS


def _listings() -> Sequence[Listing]:
    from app.modules.tenancy.listings import LISTINGS

    return LISTINGS


tenancy_module = ModuleDefinition(
    code="tenancy",
    name="Tenancy",
    description="Platforms, merchants, stores, domains, users, teams and sign-in.",
    is_core=True,
    icon="building-2",
    dashboard_order=70,
    permissions=(
        Permission("tenancy.view_team"),
        Permission("tenancy.manage_team", roles=(OWNER, MANAGER)),
        Permission("tenancy.view_domains"),
        Permission("tenancy.view_merchants", roles=()),
        Permission("tenancy.view_audit", roles=()),
    ),
    menus=(
        MenuEntry("admin", "tenancy-stores", "/admin/stores", "store", "tenancy.view_team", 20),
        MenuEntry(
            "admin",
            "tenancy-merchants",
            "/admin/merchants",
            "building-2",
            "tenancy.view_merchants",
            21,
        ),
        MenuEntry("admin", "tenancy-team", "/admin/team", "users", "tenancy.view_team", 22),
        MenuEntry(
            "admin", "tenancy-domains", "/admin/domains", "globe", "tenancy.view_domains", 23
        ),
        MenuEntry("admin", "tenancy-audit", "/admin/audit", "activity", "tenancy.view_audit", 90),
        MenuEntry("store", "tenancy-team", "/store/team", "users", "tenancy.view_team", 80),
        MenuEntry(
            "store", "tenancy-domains", "/store/domains", "globe", "tenancy.view_domains", 81
        ),
    ),
    metrics_provider=_metrics_provider,
    metric_descriptions=_metric_descriptions,
    listings=_listings,
)
