"""What the API says about shipping."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated

from fastapi import Depends
from sqlalchemy.orm import Session
from starlette.requests import Request

from app.kernel.http.cursors import Page, page_of, read_cursor
from app.kernel.http.schemas import MoneyOut, PageOut
from app.kernel.http.versions import require_version
from app.modules.contracts.shipping import Parcel, ShippingOffer
from app.modules.shipping.models import ShippingRate
from app.modules.shipping.schemas.carriers import CarrierOut
from app.modules.shipping.schemas.methods import MethodOut, RateOut, StepOut
from app.modules.shipping.schemas.offers import (
    OfferOut,
    OfferQuery,
    OffersOut,
    ParcelIn,
    PickUpPointOut,
)
from app.modules.shipping.services.carriers import KNOWN
from app.modules.shipping.services.shipping_desk import PricedMethod, ShippingDesk
from app.modules.shipping.services.shipping_quoter import shipping_quoter
from app.modules.tenancy.dependencies import Db, get_current_store_api
from app.modules.tenancy.services.shoppers import ShopperContext
from app.modules.tenancy.services.user_context import UserContext

_OF_METHOD = tuple(name for name in MethodOut.model_fields if name not in {"rates", "carrier"})
_OF_RATE = tuple(name for name in RateOut.model_fields if name != "steps")


def shipping_desk(
    request: Request, db: Db, user: Annotated[UserContext, Depends(get_current_store_api)]
) -> ShippingDesk:
    """The store's shipping, whose changes need If-Match; for the routes."""
    return ShippingDesk(db, user.store_id, partial(require_version, request))


def method_out(priced: PricedMethod) -> MethodOut:
    """A way of delivery with its prices."""
    row = priced.method
    return MethodOut.model_validate(
        {name: getattr(row, name) for name in _OF_METHOD}
        | {"carrier": row.carrier or None, "rates": [_rate_out(rate) for rate in priced.rates]}
    )


def methods_out(page: Page[PricedMethod]) -> PageOut[MethodOut]:
    """A page of ways of delivery."""
    items = [method_out(one) for one in page.items]
    return PageOut(items=items, next_cursor=page.next_cursor)


def carriers_out(desk: ShippingDesk, cursor: str | None, limit: int) -> PageOut[CarrierOut]:
    """The store's own carriers, then those known ones that it has not replaced, by code.

    Raises CursorInvalid.
    """
    after = read_cursor(cursor, [bool, str])
    own = [CarrierOut.model_validate(row) for row in desk.carriers()]
    replaced = {carrier.code for carrier in own}
    known = [CarrierOut.model_validate(one) for one in _known() if one["code"] not in replaced]
    listed = sorted([*own, *known], key=_place_of)
    page = page_of([one for one in listed if not after or _place_of(one) > after], limit, _place_of)
    return PageOut(items=list(page.items), next_cursor=page.next_cursor)


def _place_of(carrier: CarrierOut) -> list[bool | str]:
    return [carrier.id is None, carrier.code]


def preview_out(db: Session, store_id: int, body: ParcelIn) -> OffersOut:
    """What the store offers for the parcel."""
    values = body.model_dump(exclude={"locale"})
    return offers_out(shipping_quoter.offers(db, store_id, Parcel(**values), locale=body.locale))


def offers_for(db: Session, shopper: ShopperContext, query: OfferQuery, locale: str) -> OffersOut:
    """What the store offers for such a parcel, in its own currency."""
    parcel = Parcel(
        query.country,
        shopper.currency,
        query.amount,
        query.weight,
        query.region,
        query.postal_code,
    )
    return offers_out(shipping_quoter.offers(db, shopper.store_id, parcel, locale=locale))


def offers_out(offers: Sequence[ShippingOffer]) -> OffersOut:
    """The offers, in their order."""
    return OffersOut(offers=[_offer_out(offer) for offer in offers])


def _known() -> list[dict[str, str]]:
    return [
        {"code": one.code, "name": one.name, "tracking_url": one.tracking_url}
        for one in KNOWN.values()
    ]


def _rate_out(rate: ShippingRate) -> RateOut:
    steps = [StepOut(from_amount=start, price_minor=price) for start, price in rate.steps]
    return RateOut.model_validate(
        {name: getattr(rate, name) for name in _OF_RATE} | {"steps": steps}
    )


def _offer_out(offer: ShippingOffer) -> OfferOut:
    free_from = offer.free_from_minor
    return OfferOut(
        code=offer.code,
        name=offer.name,
        description=offer.description,
        kind=offer.kind,
        price=MoneyOut.of(offer.price_minor, offer.currency),
        free_from=None if free_from is None else MoneyOut.of(free_from, offer.currency),
        days_min=offer.days_min,
        days_max=offer.days_max,
        carrier=offer.carrier,
        pick_up=None if offer.pick_up is None else PickUpPointOut.model_validate(offer.pick_up),
    )
