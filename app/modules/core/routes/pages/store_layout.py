"""A member lays out the dashboard."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.modules.core.services import layout_answers
from app.modules.core.services.layout_answers import LayoutAct
from app.modules.core.services.page_query import DashboardPeriod
from app.modules.tenancy.dependencies import Db, needs

router = APIRouter(include_in_schema=False)
MAY_VIEW = [needs("core.view_dashboard")]


@router.get("/dashboard/customise", dependencies=MAY_VIEW)
def customise(request: Request, db: Db, choice: DashboardPeriod) -> Response:
    """The board of all cards."""
    return layout_answers.customise(request, db, choice)


@router.post("/dashboard/customise", dependencies=MAY_VIEW)
def change(
    request: Request, db: Db, choice: DashboardPeriod, act: Annotated[LayoutAct, Depends()]
) -> Response:
    """Moves, pins, hides or shows one card, or goes back to the default."""
    return layout_answers.change(request, db, choice, act)
