"""The platforms that an operator runs, and the page that shows every part of the pages."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.kernel.templating import render, text
from app.modules.core.services.page_frame import page_frame
from app.modules.core.services.platform_answers import platforms_page
from app.modules.tenancy.dependencies import Db, needs

router = APIRouter(include_in_schema=False)


@router.get("/platforms", dependencies=[needs("core.view_platforms")])
def platforms(request: Request, db: Db) -> Response:
    """The page of platforms."""
    return platforms_page(request, db)


@router.get("/components", dependencies=[needs("core.manage_modules")])
def components(request: Request, db: Db) -> Response:
    """Every part of the pages in every state."""
    return render(
        request, "components.html", page_frame(request, db, text(request, "ui-components"))
    )
