"""What stands behind the cards of all platforms together: the rows, and each metric in full."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.modules.core.services import list_answers, metric_answers
from app.modules.core.services.installation_page import InstallationPage
from app.modules.core.services.list_query import AskedList
from app.modules.core.services.page_query import InstallationListPeriod, InstallationPeriod
from app.modules.core.services.series_buckets import Step
from app.modules.tenancy.dependencies import Db, needs

router = APIRouter(include_in_schema=False)
MAY_VIEW = [needs("core.view_installation")]


@router.get("/installation/lists/{listing}", dependencies=MAY_VIEW)
def list_page(
    request: Request, db: Db, listing: str, asked: AskedList, choice: InstallationListPeriod
) -> Response:
    """One list over all stores; the listing's own permission is asked for once it is found."""
    return list_answers.list_page(request, db, listing, asked, choice, is_everywhere=True)


@router.get("/installation/lists/{listing}/export.csv", dependencies=MAY_VIEW)
def export_list(
    request: Request, db: Db, listing: str, asked: AskedList, choice: InstallationListPeriod
) -> Response:
    """The same rows as a file."""
    return list_answers.export(request, db, listing, asked, choice, is_everywhere=True)


@router.get("/installation/metric/{key}", dependencies=MAY_VIEW)
def metric(
    request: Request, db: Db, choice: InstallationPeriod, key: str, by: Step | None = None
) -> Response:
    """The page of one metric."""
    return metric_answers.metric_page(request, db, choice, key, by, of=InstallationPage)


@router.get("/installation/metric/{key}/export.csv", dependencies=MAY_VIEW)
def export_metric(
    request: Request, db: Db, choice: InstallationPeriod, key: str, by: Step | None = None
) -> Response:
    """The same numbers as a file."""
    return metric_answers.export(request, db, choice, key, by, of=InstallationPage)
