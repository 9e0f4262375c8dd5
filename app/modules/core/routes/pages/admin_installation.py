"""The dashboard of all platforms together and its parts, for those who operate them all."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.modules.core.services import dashboard_answers, live_answers
from app.modules.core.services.installation_page import InstallationPage
from app.modules.core.services.page_query import InstallationPeriod
from app.modules.tenancy.dependencies import Db, needs

router = APIRouter(include_in_schema=False)
MAY_VIEW = [needs("core.view_installation")]


@router.get("/installation", dependencies=MAY_VIEW)
def installation(
    request: Request,
    db: Db,
    choice: InstallationPeriod,
    all: bool = False,  # noqa: A002 - its public name
) -> Response:
    """The page."""
    return dashboard_answers.dashboard(request, db, choice, is_whole=all, of=InstallationPage)


@router.get("/installation/cards/{module}", dependencies=MAY_VIEW)
def cards(
    request: Request, db: Db, choice: InstallationPeriod, module: str, only: str | None = None
) -> Response:
    """The cards of one module."""
    return dashboard_answers.cards(request, db, choice, module, only, of=InstallationPage)


@router.get("/installation/headline", dependencies=MAY_VIEW)
def headline(request: Request, db: Db, choice: InstallationPeriod) -> Response:
    """The main chart."""
    return dashboard_answers.headline(request, db, choice, of=InstallationPage)


@router.get("/installation/sources", dependencies=MAY_VIEW)
def sources(
    request: Request,
    db: Db,
    choice: InstallationPeriod,
    failed: Annotated[int, Query(ge=0, le=999)] = 0,
    total: Annotated[int, Query(ge=0, le=999)] = 0,
) -> Response:
    """How many sources did not answer."""
    return dashboard_answers.sources(request, db, choice, failed, total, of=InstallationPage)


@router.get("/installation/todos", dependencies=MAY_VIEW)
def todos(request: Request, db: Db, choice: InstallationPeriod) -> Response:
    """The health strip."""
    return dashboard_answers.todos(request, db, choice, of=InstallationPage)


@router.get("/installation/panels", dependencies=MAY_VIEW)
def panels(request: Request, db: Db, choice: InstallationPeriod) -> Response:
    """The platforms side by side, and two short tables of stores."""
    return dashboard_answers.panels(request, db, choice, of=InstallationPage)


@router.get("/installation/events", dependencies=MAY_VIEW)
def events(request: Request, since: float | None = None) -> Response:
    """What changes in any store from now on, as server-sent events."""
    return live_answers.events_of_all(request, since)
