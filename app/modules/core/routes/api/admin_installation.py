"""The numbers of the whole installation, over the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from app.modules.core.schemas.dashboard import InstallationStatsResponse
from app.modules.core.services.page_query import InstallationPeriod
from app.modules.core.services.permitted import permitted
from app.modules.core.services.stats_aggregator import stats_aggregator
from app.modules.core.services.stats_answer import (
    metrics_schema,
    platform_schemas,
    provider_schemas,
    window_schema,
)
from app.modules.tenancy.dependencies import Db, get_current_admin_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["dashboard"])
User = Annotated[UserContext, Depends(get_current_admin_api)]


@router.get("/installation/stats", dependencies=[needs("core.view_installation")])
def installation_stats(db: Db, user: User, choice: InstallationPeriod) -> InstallationStatsResponse:
    """The numbers of all stores, each store once, for operators of all platforms."""
    reports = stats_aggregator.report_installation(db, choice.context)
    return InstallationStatsResponse(
        window=window_schema(choice),
        platforms=platform_schemas(db),
        metrics=metrics_schema(permitted(reports, user)),
        providers=provider_schemas(reports),
    )
