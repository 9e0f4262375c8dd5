"""Search for shoppers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.kernel.http.public_answers import public_answer
from app.modules.core.services.storefront_memory import RememberedRoute
from app.modules.search.schemas.search import SearchOut, SuggestOut
from app.modules.search.services.search_answers import search_answer, suggest_answer
from app.modules.search.services.search_query import SearchAsked, Text
from app.modules.tenancy.dependencies import Db, get_current_storefront_api, public
from app.modules.tenancy.services.shoppers import ShopperContext

router = APIRouter(tags=["search"], route_class=RememberedRoute)
Shopper = Annotated[ShopperContext, Depends(get_current_storefront_api)]
MAX_AGE = 15


@router.get("/search", dependencies=[public()], response_model=SearchOut)
def search(request: Request, db: Db, shopper: Shopper, asked: SearchAsked) -> Response:
    """Products by words and facets; narrow by `option.<name>` and `attribute.<name>` too.

    The last word may be half typed. Words that nobody knows are taken for those that are much like
    them, and `corrected` says so.
    """
    body = search_answer(db, shopper, request.state.locale, asked)
    return public_answer(request, body, max_age=MAX_AGE)


@router.get("/search/suggest", dependencies=[public()], response_model=SuggestOut)
def suggest(request: Request, db: Db, shopper: Shopper, q: Text = "") -> Response:
    """Words, categories, brands and products for what is being typed."""
    body = suggest_answer(db, shopper, request.state.locale, q)
    return public_answer(request, body, max_age=MAX_AGE)
