"""Many products or prices with one call, and what a variant cost when."""

from __future__ import annotations

from fastapi import APIRouter, Response

from app.kernel.http.schemas import CursorInQuery, IdInPath, LimitInQuery, PageOut
from app.modules.catalog.schemas.store_bulk import PricesIn, PricesSetOut
from app.modules.catalog.schemas.store_products import (
    PriceStepOut,
    ProductsIn,
    ProductsTakenOut,
)
from app.modules.catalog.services.bulk_products import set_prices, take_many
from app.modules.catalog.services.price_history import price_history
from app.modules.catalog.services.team_call import Call
from app.modules.core.services.once import Once
from app.modules.tenancy.dependencies import needs

router = APIRouter(tags=["catalog"])
VIEW, MANAGE = needs("catalog.view_products"), needs("catalog.manage_products")


@router.post("/products/bulk", dependencies=[MANAGE], response_model=ProductsTakenOut)
def take_products(call: Call, once: Once, body: ProductsIn) -> Response:
    """Make or change up to 1,000 products, all of them or none."""
    return once.answer(call.db, lambda: take_many(call.db, call.store_id, body), status=200)


@router.post("/prices", dependencies=[MANAGE], response_model=PricesSetOut)
def set_many_prices(call: Call, once: Once, body: PricesIn) -> Response:
    """Set up to 1,000 prices by SKU, at once or from a moment on, with sales."""
    return once.answer(call.db, lambda: set_prices(call.db, call.store_id, body), status=200)


@router.get("/variants/{variant_id}/prices", dependencies=[VIEW])
def see_prices(
    call: Call, variant_id: IdInPath, limit: LimitInQuery = 50, cursor: CursorInQuery = None
) -> PageOut[PriceStepOut]:
    """What a variant costs, cost and will cost, the latest first; history never changes."""
    return price_history(call.db, call.store_id, variant_id, limit=limit, cursor=cursor)
