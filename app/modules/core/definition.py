"""What core is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.menus import MenuEntry
from app.modules.contracts.permissions import Permission

if TYPE_CHECKING:
    from app.kernel.jobs.job import Job


def _jobs() -> Sequence[Job]:
    from app.modules.core.services.once import FORGET_ANSWERS
    from app.modules.core.services.reactions import REACT
    from app.modules.core.services.storefront_memory import FORGET_CHANGES

    return (REACT, FORGET_ANSWERS, FORGET_CHANGES)


core_module = ModuleDefinition(
    code="core",
    name="Core",
    description="Dashboards, list pages and the switches of all other modules.",
    is_core=True,
    icon="house",
    permissions=(
        Permission("core.view_dashboard"),
        Permission("core.manage_modules", roles=()),
        Permission("core.view_platforms", roles=()),
        Permission("core.view_installation", roles=(), for_installation=True),
        Permission("core.view_providers", roles=()),
    ),
    menus=(
        MenuEntry(
            "store", "core-dashboard", "/store/dashboard", "house", "core.view_dashboard", order=0
        ),
        MenuEntry(
            "admin", "core-dashboard", "/admin/dashboard", "house", "core.view_dashboard", order=0
        ),
        MenuEntry(
            "admin",
            "core-all-platforms",
            "/admin/installation",
            "monitor",
            "core.view_installation",
            order=89,
        ),
        MenuEntry(
            "store", "core-metrics", "/store/metrics", "info", "core.view_dashboard", order=95
        ),
        MenuEntry(
            "admin", "core-metrics", "/admin/metrics", "info", "core.view_dashboard", order=95
        ),
        MenuEntry(
            "admin", "core-platforms", "/admin/platforms", "globe", "core.view_platforms", order=90
        ),
        MenuEntry(
            "admin", "core-modules", "/admin/modules", "blocks", "core.manage_modules", order=91
        ),
        MenuEntry(
            "admin",
            "core-providers",
            "/admin/providers",
            "activity",
            "core.view_providers",
            order=92,
        ),
    ),
    jobs=_jobs,
)
