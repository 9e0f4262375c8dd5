"""Answers for shoppers that need a decision before they are sent."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Path
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.kernel.http.public_answers import public_answer
from app.modules.catalog.services.storefront_catalog import Looking, show_product

NAMED = Annotated[
    str, Path(min_length=1, max_length=120, description="An id or a slug.", examples=["red-chair"])
]
MOVED: dict[int | str, dict[str, Any]] = {
    308: {"description": "It has another name by now: see Location."}
}
MAX_AGE = 15


def product_answer(request: Request, db: Session, looking: Looking, named: str) -> Response:
    """The product, or where it is by now. Raises UnknownProduct."""
    found = show_product(db, looking, named.replace("\0", ""))
    if found.moved_to is not None:
        return moved_answer(request, found.moved_to)
    return public_answer(request, found.body, max_age=MAX_AGE)


def moved_answer(request: Request, slug: str) -> Response:
    """For good (RFC 9110, 15.4.9); relative to the address that was asked for."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{quote(slug, safe='')}{query}", status_code=308)
