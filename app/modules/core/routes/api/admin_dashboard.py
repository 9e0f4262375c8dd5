"""The numbers of a platform, over the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from app.modules.core.schemas.dashboard import StatsResponse
from app.modules.core.services.page_query import DashboardPeriod
from app.modules.core.services.permitted import permitted
from app.modules.core.services.stats_aggregator import stats_aggregator
from app.modules.core.services.stats_answer import (
    metrics_schema,
    provider_schemas,
    window_schema,
)
from app.modules.tenancy.dependencies import Db, get_current_admin_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["dashboard"])
User = Annotated[UserContext, Depends(get_current_admin_api)]


@router.get("/dashboard/stats", dependencies=[needs("core.view_dashboard")])
def admin_dashboard_stats(db: Db, user: User, choice: DashboardPeriod) -> StatsResponse:
    """The numbers of the token's platform, over all stores actively linked to it."""
    asked = stats_aggregator.report_platform(db, user.platform_id, choice.context)
    reports = permitted(asked, user)
    return StatsResponse(
        platform_id=user.platform_id,
        window=window_schema(choice),
        metrics=metrics_schema(reports),
        providers=provider_schemas(reports),
    )
