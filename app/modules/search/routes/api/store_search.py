"""The index of a store's search, over the API of its team."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.modules.core.services.once import Once
from app.modules.search.schemas.search import IndexStatusOut
from app.modules.search.services.rebuild import ask_for_rebuild
from app.modules.search.services.search_answers import index_status
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["search"])
User = Annotated[UserContext, Depends(get_current_store_api)]


@router.get("/search/status", dependencies=[needs("search.view")])
def search_status(db: Db, user: User) -> IndexStatusOut:
    """How many products can be found, and how the last rebuilding went."""
    return index_status(db, user.store_id)


@router.post(
    "/search/rebuild",
    dependencies=[needs("search.manage")],
    status_code=202,
    response_model=IndexStatusOut,
)
def rebuild_search(db: Db, user: User, once: Once) -> Response:
    """Make the index anew, in a job; the search goes on answering meanwhile."""

    def ask() -> IndexStatusOut:
        ask_for_rebuild(db, user.store_id)
        return index_status(db, user.store_id)

    return once.answer(db, ask, status=202)
