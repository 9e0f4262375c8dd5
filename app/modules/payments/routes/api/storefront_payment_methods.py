"""The ways to pay, as shoppers see them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from app.kernel.http.public_answers import public_answer
from app.kernel.http.schemas import MOST_MINOR, CurrencyCode
from app.modules.payments.schemas.payments import MethodOffersOut
from app.modules.payments.services.method_offers import offers_out
from app.modules.tenancy.dependencies import Db, get_current_storefront_api, public
from app.modules.tenancy.services.shoppers import ShopperContext

router = APIRouter(tags=["payments"])
Shopper = Annotated[ShopperContext, Depends(get_current_storefront_api)]
CurrencyInQuery = Annotated[
    CurrencyCode | None, Query(description="The order's currency; without it the store's.")
]
AmountInQuery = Annotated[
    int | None, Query(ge=0, le=MOST_MINOR, description="What is to be paid, in minor units.")
]
FRESH_SECONDS = 30


@router.get("/payment-methods", dependencies=[public()], response_model=MethodOffersOut)
def list_offers(
    request: Request,
    db: Db,
    shopper: Shopper,
    currency: CurrencyInQuery = None,
    amount_minor: AmountInQuery = None,
) -> Response:
    """By what means so much can be paid now."""
    wanted = currency or shopper.currency
    found = offers_out(request, db, shopper.store_id, wanted, amount_minor)
    return public_answer(request, found.model_dump_json().encode(), max_age=FRESH_SECONDS)
