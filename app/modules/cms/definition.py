"""What cms is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.content import CONTENT_INTAKE
from app.modules.contracts.menus import MenuEntry
from app.modules.contracts.permissions import Permission

if TYPE_CHECKING:
    from app.kernel.database.figure_source import FigureSource
    from app.modules.contracts.content import ContentIntake
    from app.modules.contracts.listings import Listing
    from app.modules.contracts.metric_description import MetricDescription
    from app.modules.contracts.metrics import MetricsProviderProtocol


def _metrics_provider() -> MetricsProviderProtocol:
    from app.modules.cms.services.cms_metrics import cms_metrics_provider

    return cms_metrics_provider


def _metric_descriptions() -> Sequence[MetricDescription]:
    from app.modules.cms.metric_descriptions import DESCRIPTIONS

    return DESCRIPTIONS


def _figure_source() -> FigureSource:
    from app.modules.cms.repositories.cms_facts import CMS_FIGURES

    return CMS_FIGURES


def _listings() -> Sequence[Listing]:
    from app.modules.cms.listings import LISTINGS

    return LISTINGS


def _intake() -> ContentIntake:
    from app.modules.cms.services.content_intake import content_intake

    return content_intake


_VIEW = "cms.view"

cms_module = ModuleDefinition(
    code="cms",
    name="Content",
    description="Pages, media files and themes of the storefronts.",
    icon="file-text",
    dashboard_order=60,
    permissions=(Permission(_VIEW),),
    menus=(
        MenuEntry("store", "cms-menu-pages", "/store/pages", "file-text", _VIEW, 60),
        MenuEntry("store", "cms-menu-media", "/store/media", "image", _VIEW, 61),
        MenuEntry("admin", "cms-menu-pages", "/admin/pages", "file-text", _VIEW, 60),
        MenuEntry("admin", "cms-menu-media", "/admin/media", "image", _VIEW, 61),
    ),
    metrics_provider=_metrics_provider,
    figure_source=_figure_source,
    metric_descriptions=_metric_descriptions,
    listings=_listings,
    provides={CONTENT_INTAKE: _intake},
)
