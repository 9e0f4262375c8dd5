"""Products for shoppers."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.kernel.http.public_answers import public_answer
from app.modules.catalog.schemas.storefront_products import ProductOut, ProductsOut
from app.modules.catalog.services.product_query import LookingHere, ProductsAsked
from app.modules.catalog.services.storefront_answers import MOVED, NAMED, product_answer
from app.modules.catalog.services.storefront_catalog import list_products
from app.modules.core.services.storefront_memory import RememberedRoute
from app.modules.tenancy.dependencies import Db, public

router = APIRouter(tags=["catalog"], route_class=RememberedRoute)
MAX_AGE = 15


@router.get("/products", dependencies=[public()], response_model=ProductsOut)
def products(request: Request, db: Db, looking: LookingHere, asked: ProductsAsked) -> Response:
    """Published products, a page at a time, with price, stock and category."""
    body = list_products(
        db,
        looking,
        sort=asked.sort,
        limit=asked.limit,
        cursor=asked.cursor,
        filters=asked.filters,
    )
    return public_answer(request, body, max_age=MAX_AGE)


@router.get(
    "/products/{slug_or_id}",
    dependencies=[public()],
    response_model=ProductOut,
    responses=MOVED,
)
def product(request: Request, db: Db, looking: LookingHere, slug_or_id: NAMED) -> Response:
    """A published product by id or slug; a former slug leads to the present one."""
    return product_answer(request, db, looking, slug_or_id)
