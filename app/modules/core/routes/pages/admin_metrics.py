"""What the numbers mean, for operators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.modules.core.services import glossary_answers
from app.modules.tenancy.dependencies import Db, needs

router = APIRouter(include_in_schema=False)


@router.get("/metrics", dependencies=[needs("core.view_dashboard")])
def metrics(request: Request, db: Db, q: Annotated[str, Query(max_length=100)] = "") -> Response:
    """The glossary; `q` narrows it to what contains the text."""
    return glossary_answers.glossary_page(request, db, q)
