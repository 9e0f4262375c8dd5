"""One metric in full, on the store team's side."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.modules.core.services import metric_answers
from app.modules.core.services.page_query import DashboardPeriod
from app.modules.core.services.series_buckets import Step
from app.modules.tenancy.dependencies import Db, needs

router = APIRouter(include_in_schema=False)
MAY_VIEW = [needs("core.view_dashboard")]


@router.get("/dashboard/metric/{key}", dependencies=MAY_VIEW)
def metric(
    request: Request, db: Db, choice: DashboardPeriod, key: str, by: Step | None = None
) -> Response:
    """The page."""
    return metric_answers.metric_page(request, db, choice, key, by)


@router.get("/dashboard/metric/{key}/export.csv", dependencies=MAY_VIEW)
def export(
    request: Request, db: Db, choice: DashboardPeriod, key: str, by: Step | None = None
) -> Response:
    """The same numbers as a file."""
    return metric_answers.export(request, db, choice, key, by)
