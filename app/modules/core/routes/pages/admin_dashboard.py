"""The operators' dashboard and its parts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.modules.core.services import dashboard_answers, live_answers
from app.modules.core.services.export_answers import Grain, dashboard_export
from app.modules.core.services.page_query import DashboardPeriod
from app.modules.tenancy.dependencies import Db, needs

router = APIRouter(include_in_schema=False)
MAY_VIEW = [needs("core.view_dashboard")]


@router.get("/dashboard", dependencies=MAY_VIEW)
def dashboard(request: Request, db: Db, choice: DashboardPeriod, all: bool = False) -> Response:  # noqa: A002 - its public name
    """The page."""
    return dashboard_answers.dashboard(request, db, choice, is_whole=all)


@router.get("/dashboard/cards/{module}", dependencies=MAY_VIEW)
def cards(
    request: Request, db: Db, choice: DashboardPeriod, module: str, only: str | None = None
) -> Response:
    """The cards of one module."""
    return dashboard_answers.cards(request, db, choice, module, only)


@router.get("/dashboard/export.csv", dependencies=MAY_VIEW)
def export(request: Request, db: Db, choice: DashboardPeriod, series: Grain = None) -> Response:
    """The numbers as a file; with `series` one row per day, week or month."""
    return dashboard_export(request, db, choice, series)


@router.get("/dashboard/headline", dependencies=MAY_VIEW)
def headline(request: Request, db: Db, choice: DashboardPeriod) -> Response:
    """The main chart."""
    return dashboard_answers.headline(request, db, choice)


@router.get("/dashboard/sources", dependencies=MAY_VIEW)
def sources(
    request: Request,
    db: Db,
    choice: DashboardPeriod,
    failed: Annotated[int, Query(ge=0, le=999)] = 0,
    total: Annotated[int, Query(ge=0, le=999)] = 0,
) -> Response:
    """How many sources did not answer."""
    return dashboard_answers.sources(request, db, choice, failed, total)


@router.get("/dashboard/todos", dependencies=MAY_VIEW)
def todos(request: Request, db: Db, choice: DashboardPeriod) -> Response:
    """What waits to be done."""
    return dashboard_answers.todos(request, db, choice)


@router.get("/dashboard/panels", dependencies=MAY_VIEW)
def panels(request: Request, db: Db, choice: DashboardPeriod) -> Response:
    """Short tables."""
    return dashboard_answers.panels(request, db, choice)


@router.get("/dashboard/events", dependencies=MAY_VIEW)
def events(request: Request, db: Db, since: float | None = None) -> Response:
    """What changes from now on, as server-sent events."""
    return live_answers.events(request, db, since)
