"""The list pages of all modules, for store teams."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.modules.core.services import list_answers
from app.modules.core.services.list_query import AskedList
from app.modules.core.services.page_query import ListPeriod
from app.modules.tenancy.dependencies import Db, signed_in

router = APIRouter(include_in_schema=False)


@router.get("/{listing}", dependencies=[signed_in()])
def list_page(
    request: Request, db: Db, listing: str, asked: AskedList, choice: ListPeriod
) -> Response:
    """One list; the listing's own permission is asked for once it is found."""
    return list_answers.list_page(request, db, listing, asked, choice)


@router.get("/{listing}/export.csv", dependencies=[signed_in()])
def export(
    request: Request, db: Db, listing: str, asked: AskedList, choice: ListPeriod
) -> Response:
    """The same rows as a file."""
    return list_answers.export(request, db, listing, asked, choice)
