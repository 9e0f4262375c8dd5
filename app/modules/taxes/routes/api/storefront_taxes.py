"""What shoppers may know of a store's taxes: what its prices hold."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.kernel.http.public_answers import public_answer
from app.modules.core.services.storefront_memory import RememberedRoute
from app.modules.taxes.schemas.settings import PricesOut
from app.modules.taxes.services.tax_answers import prices_out
from app.modules.tenancy.dependencies import Db, get_current_storefront_api, public
from app.modules.tenancy.services.shoppers import ShopperContext

router = APIRouter(tags=["taxes"], route_class=RememberedRoute)
Shopper = Annotated[ShopperContext, Depends(get_current_storefront_api)]
KEPT_SECONDS = 300


@router.get("/taxes", dependencies=[public()], response_model=PricesOut)
def see_prices_tax(request: Request, db: Db, shopper: Shopper) -> Response:
    """Whether the prices shown include tax, and of which country."""
    body = prices_out(db, shopper.store_id).model_dump_json().encode()
    return public_answer(request, body, max_age=KEPT_SECONDS)
