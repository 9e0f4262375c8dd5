"""Categories and collections for shoppers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.modules.catalog.schemas.storefront_groups import (
    CategoryPageOut,
    CategoryTreeOut,
    CollectionListOut,
    CollectionPageOut,
)
from app.modules.catalog.services.product_query import LookingHere
from app.modules.catalog.services.storefront_answers import MOVED, NAMED
from app.modules.catalog.services.storefront_groups import Groups
from app.modules.core.services.storefront_memory import RememberedRoute
from app.modules.tenancy.dependencies import Db, public

router = APIRouter(tags=["catalog"], route_class=RememberedRoute)


def groups(request: Request, db: Db, looking: LookingHere) -> Groups:
    """What this shopper sees of them."""
    return Groups(request, db, looking)


Seen = Annotated[Groups, Depends(groups)]


@router.get("/categories", dependencies=[public()], response_model=CategoryTreeOut)
def categories(seen: Seen) -> Response:
    """The tree of categories, with the numbers of published products."""
    return seen.tree()


@router.get(
    "/categories/{slug_or_id}",
    dependencies=[public()],
    response_model=CategoryPageOut,
    responses=MOVED,
)
def category(seen: Seen, slug_or_id: NAMED) -> Response:
    """A category by id or slug; a former slug leads to the present one."""
    return seen.category(slug_or_id)


@router.get("/collections", dependencies=[public()], response_model=CollectionListOut)
def collections(seen: Seen) -> Response:
    """The collections that are shown."""
    return seen.collections()


@router.get(
    "/collections/{slug_or_id}",
    dependencies=[public()],
    response_model=CollectionPageOut,
    responses=MOVED,
)
def collection(seen: Seen, slug_or_id: NAMED) -> Response:
    """A collection by id or slug; a former slug leads to the present one."""
    return seen.collection(slug_or_id)
