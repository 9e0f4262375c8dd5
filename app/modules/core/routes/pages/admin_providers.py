"""How the providers of numbers do."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.modules.core.services.provider_states import providers_page
from app.modules.tenancy.dependencies import Db, needs

router = APIRouter(include_in_schema=False)


@router.get("/providers", dependencies=[needs("core.view_providers")])
def providers(
    request: Request,
    db: Db,
    hours: Annotated[int, Query(ge=1, le=24)] = 1,
    sort: Annotated[str, Query(max_length=40)] = "module",
) -> Response:
    """The page of providers."""
    return providers_page(request, db, hours, sort)
