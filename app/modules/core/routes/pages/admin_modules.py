"""Switching modules on and off for the platform in view."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.modules.core.services import module_answers
from app.modules.tenancy.dependencies import Db, needs

router = APIRouter(include_in_schema=False)
MAY_SWITCH = [needs("core.manage_modules")]


@router.get("/modules", dependencies=MAY_SWITCH)
def modules(request: Request, db: Db) -> Response:
    """The page."""
    return module_answers.modules_page(request, db)


@router.post("/modules/{code}", dependencies=MAY_SWITCH)
def switch(
    request: Request,
    db: Db,
    code: str,
    is_enabled: Annotated[bool, Form()] = False,
    with_others: Annotated[bool, Form()] = False,
) -> Response:
    """Switches one module; with `with_others` those that hang together with it follow."""
    return module_answers.switch_module(
        request, db, code, is_enabled=is_enabled, with_others=with_others
    )
