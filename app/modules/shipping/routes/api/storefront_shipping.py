"""How a store delivers, for whoever wants to know before buying."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from app.kernel.http.public_answers import public_answer
from app.modules.core.services.storefront_memory import RememberedRoute
from app.modules.shipping.schemas.offers import OfferQuery, OffersOut
from app.modules.shipping.services.shipping_answers import offers_for
from app.modules.tenancy.dependencies import Db, get_current_storefront_api, public
from app.modules.tenancy.services.shoppers import ShopperContext

router = APIRouter(tags=["shipping"], route_class=RememberedRoute)
Shopper = Annotated[ShopperContext, Depends(get_current_storefront_api)]
KEPT_SECONDS = 60


@router.get("/shipping/offers", dependencies=[public()], response_model=OffersOut)
def see_offers(
    request: Request, db: Db, shopper: Shopper, parcel: Annotated[OfferQuery, Query()]
) -> Response:
    """What a parcel of that weight and value costs to that place, in the store's currency."""
    found = offers_for(db, shopper, parcel, request.state.locale)
    return public_answer(request, found.model_dump_json().encode(), max_age=KEPT_SECONDS)
