"""Trying out what a store offers for a parcel, over the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from app.modules.shipping.schemas.offers import OffersOut, ParcelIn
from app.modules.shipping.services.shipping_answers import preview_out
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["shipping"])
User = Annotated[UserContext, Depends(get_current_store_api)]


@router.post("/shipping/preview", dependencies=[needs("shipping.view")])
def preview(db: Db, user: User, body: ParcelIn) -> OffersOut:
    """Try out what a parcel would be offered, without writing anything."""
    return preview_out(db, user.store_id, body)
